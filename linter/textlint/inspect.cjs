// Tells what a textlint configuration really loads: node inspect.cjs PACKAGE-OF-TEXTLINT (in the configuration's folder).
// Prints one JSON object. textlint itself is silent about a rule that a preset does not have.
"use strict";
const path = require("node:path");
const fs = require("node:fs");

const owner = path.resolve(process.argv[2]);
const answer = { config: null, error: null, modules: [] };

function versionOf(file) {
    for (let folder = path.dirname(file); folder !== path.dirname(folder); folder = path.dirname(folder)) {
        const manifest = path.join(folder, "package.json");
        if (fs.existsSync(manifest)) {
            const { name, version } = JSON.parse(fs.readFileSync(manifest, "utf8"));
            if (name && version) return version;
        }
    }
    return "";
}

async function look(loader, kind, key, value) {
    const found = { kind, key, version: "", rules: null, unknown: [], error: null };
    const result = await loader.loadPackagesFromRawConfig({ rawConfig: { [kind]: { [key]: value } } });
    if (!result.ok) {
        found.error = result.error.errors.map((error) => String(error.message).split("\n")[0]).join("; ");
        return found;
    }
    const loaded = [...result.config.rules, ...result.config.filterRules, ...result.config.plugins];
    if (loaded[0] && loaded[0].filePath) found.version = versionOf(loaded[0].filePath);
    const inPreset = loaded.filter((each) => each.type === "RuleInPreset").map((each) => each.ruleKey);
    if (inPreset.length) {
        found.rules = inPreset;
        if (value && typeof value === "object") found.unknown = Object.keys(value).filter((name) => !inPreset.includes(name));
    }
    return found;
}

async function main() {
    const loader = require(require.resolve("@textlint/config-loader", { paths: [owner] }));
    const raw = await loader.loadRawConfig({ cwd: process.cwd() });
    if (!raw.ok) {
        answer.error = raw.error.errors.map((error) => String(error.message)).join("; ");
        return;
    }
    answer.config = raw.configFilePath;
    for (const kind of ["rules", "filters", "plugins"]) {
        const given = raw.rawConfig[kind] || {};
        const entries = Array.isArray(given) ? given.map((key) => [key, true]) : Object.entries(given);
        for (const [key, value] of entries) {
            if (value !== false) answer.modules.push(await look(loader, kind, key, value));
        }
    }
}

const write = process.stdout.write.bind(process.stdout);
process.stdout.write = () => true; // what a rule prints while it loads is not the answer
main()
    .catch((error) => {
        answer.error = String((error && error.message) || error);
    })
    .finally(() => write(JSON.stringify(answer) + "\n", () => process.exit(0)));
