"""Articles to damage: paragraphs of sentences that share no clause with each other."""

JAPANESE = (
    "港の朝市には、近くの島から届いた魚と野菜が並びます。",
    "値段は店の人と話して決めるので、常連の客は一時間も話し込みます。",
    "先週の日曜日、私は初めて自転車で市場まで出かけました。",
    "海沿いの道は風が強く、帽子を二度も飛ばされそうになります。",
    "それでも、潮の香りの中を走る時間は何にも代えがたいものです。",
    "市場の奥では、若い夫婦が小さな珈琲の屋台を開いています。",
    "豆は自宅の庭で焙煎していて、注文のたびに手回しの器具で挽くそうです。",
    "一杯を待つ間に、隣の席の漁師が今年の海の様子を教えてくれました。",
    "水温が高い年は、鰺の群れが沖へ逃げてしまうといいます。",
    "代わりに南の魚が増え、料理屋の品書きも少しずつ変わってきました。",
    "帰り道では、古い灯台に登って湾の全体を眺めることにしました。",
    "階段は狭く急ですが、踊り場ごとに窓があって飽きません。",
    "頂上の管理人は、灯台の光が消えた夜の話を静かに語りました。",
    "停電の間、町の人たちが松明を持って岬に並んだのだそうです。",
    "船は一隻も沈まず、その夜のことは今も祭りとして残っています。",
    "夕方、宿に戻ると、女将が市場の野菜で鍋を用意してくれていました。",
)
ENGLISH = (
    "The harbour market opens before the sun is over the hills, and the boats are already back by then.",
    "Prices are settled in conversation, so a regular customer may stay for an hour over a single crate of plums.",
    "Last Sunday I took the bicycle for the first time, although the road along the cliff is steep and windy.",
    "Behind the last stalls a young couple runs a coffee cart, roasting their beans in the garden at home.",
    "While I waited, a fisherman told me how the mackerel leave for deeper water whenever the summer is hot.",
    "Southern fish have taken their place, and the menus of the small restaurants change a little every year.",
    "On the way home I climbed the old lighthouse, whose stairs are narrow but have a window on every landing.",
    "Its keeper spoke about the night the lamp went out, when the town stood on the cape with burning torches.",
)


def paragraphs(sentences, size, join=""):
    """The sentences in paragraphs of `size`."""
    return [join.join(sentences[at : at + size]) for at in range(0, len(sentences), size)]


def post(*parts):
    return "\n\n".join(parts) + "\n"


def said(check, text, options):
    """(kind, line, line of the better copy) of each finding."""
    from linter.document import Document

    found = check(Document.parse("post.md", text), options)
    return [(one.kind, one.span.line, one.related[0].span.line if one.related else 0) for one in found]
