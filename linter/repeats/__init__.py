"""What stands more than once in one post, and where its fragments were torn.

`flat` lays the body out without white space, `exact` finds verbatim repeats in it, `near` edited ones,
`runs` turns both into maximal runs with a kind and a direction, `seams` finds where fragments begin in
mid-sentence, `damage` judges whether a post is damaged at all. All are pure functions of the document:
call them through `document.derived`.
"""
