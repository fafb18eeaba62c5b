// Runs structured-data-testing-tool over the HTML files named as arguments; prints a line of JSON for each.
const { readFileSync } = require("node:fs");
const { structuredDataTest } = require("structured-data-testing-tool");
const { Google } = require("structured-data-testing-tool/presets");

async function check(file) {
  const options = { presets: [Google], schemas: ["jsonld:Article", "jsonld:BreadcrumbList"] };
  const result = await structuredDataTest(readFileSync(file, "utf-8"), options).catch((problem) => {
    if (!problem.res) throw problem;
    return problem.res;
  });
  const brief = (tests) => tests.filter((test) => !test.optional).map((test) => `${test.group} ${test.test}`);
  return { file, passed: brief(result.passed), failed: brief(result.failed), warnings: brief(result.warnings), schemas: result.schemas };
}

(async () => {
  for (const file of process.argv.slice(2)) console.log(JSON.stringify(await check(file)));
})();
