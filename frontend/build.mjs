// Builds the styles, scripts and fonts of Pollwright's pages into the Django application that serves them.
// Usage: node build.mjs [--out FOLDER]
import { copyFile, mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import * as esbuild from "esbuild";
import * as sass from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const { values } = parseArgs({ options: { out: { type: "string" } } });
const out = resolve(values.out ?? join(here, "../src/pollwright/pages/static/pages"));
const modules = join(here, "node_modules");
const fontFolder = join(modules, "@fontsource-variable/source-sans-3");

async function styles() {
  const built = await sass.compileAsync(join(here, "styles/pollwright.scss"), {
    loadPaths: [modules],
    style: "compressed",
    quietDeps: true,
    charset: false,
  });
  await writeFile(join(out, "pollwright.css"), built.css);
}

async function scripts() {
  await esbuild.build({
    entryPoints: { pollwright: join(here, "scripts/pollwright.js"), begin: join(here, "scripts/begin.js") },
    outdir: out,
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2020",
    legalComments: "none",
  });
}

async function fonts() {
  await mkdir(join(out, "fonts"));
  for (const part of ["latin", "latin-ext"]) {
    const name = `source-sans-3-${part}-wght-normal.woff2`;
    await copyFile(join(fontFolder, "files", name), join(out, "fonts", name));
  }
  await copyFile(join(fontFolder, "LICENSE"), join(out, "fonts", "LICENSE.txt"));
}

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
await Promise.all([styles(), scripts(), fonts(), copyFile(join(here, "assets/mark.svg"), join(out, "mark.svg"))]);
process.stdout.write(`Built ${out}\n`);
