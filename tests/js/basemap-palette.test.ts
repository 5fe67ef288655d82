import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { contrast, type Palette, palettes } from "../../frontend/src/basemap/palette";
import type { ThemeName } from "../../frontend/src/basemap/theme";

const themes = Object.entries(palettes) as [ThemeName, Palette][];
const inks = ["ink", "placeInk", "greenInk", "waterInk"] as const;
const surfaces = [
  "halo",
  "earth",
  "grass",
  "park",
  "wood",
  "sand",
  "rock",
  "grounds",
  "square",
  "water",
  "building",
  "heritage",
  "worship",
  "street",
  "footStreet",
  "mainStreet",
] as const;
/** `--red` and `--paper-2` of each theme. */
const page: Record<ThemeName, { red: string; paper: string }> = {
  light: { red: "#a3261b", paper: "#f3ecdd" },
  dark: { red: "#f0806d", paper: "#282019" },
  sun: { red: "#8f0d05", paper: "#ffffff" },
};

test("contrast is 21 between black and white, 1 between a colour and itself", () => {
  assert.equal(Math.round(contrast("#000000", "#ffffff") * 100), 2100);
  assert.equal(contrast("#a3261b", "#a3261b"), 1);
});

test("the grey of WCAG's own example has the contrast that WCAG tells", () => {
  assert.ok(Math.abs(contrast("#777777", "#ffffff") - 4.48) < 0.01);
});

for (const [theme, palette] of themes) {
  test(`in the ${theme} theme every colour is written #rrggbb`, () => {
    for (const [role, colour] of Object.entries(palette)) {
      assert.match(colour, /^#[\da-f]{6}$/, role);
    }
  });

  test(`in the ${theme} theme every name is read on all that it may lie on`, () => {
    for (const ink of inks) {
      for (const surface of surfaces) {
        const found = contrast(palette[ink], palette[surface]);
        assert.ok(found >= 4.5, `${ink} on ${surface}: ${found.toFixed(2)}`);
      }
    }
  });

  test(`in the ${theme} theme the trail stands out from all that it crosses`, () => {
    for (const surface of surfaces) {
      const found = contrast(page[theme].red, palette[surface]);
      assert.ok(found >= 3, `the trail on ${surface}: ${found.toFixed(2)}`);
    }
  });

  test(`in the ${theme} theme the land is the page's paper, so that no edge shows`, () => {
    assert.equal(palette.earth, page[theme].paper);
  });
}

test("the page's colours are those of its style sheet", () => {
  const sheet = readFileSync("frontend/styles/tokens.css", "utf8");
  for (const { red, paper } of Object.values(page)) {
    assert.ok(sheet.includes(`--red: ${red};`), red);
    const short = paper === "#ffffff" ? "#fff" : paper;
    assert.ok(sheet.includes(`--paper-2: ${short};`), paper);
  }
});

test("streets part from buildings, most of all in the sun", () => {
  const step = ({ street, building }: Palette): number => contrast(street, building);
  const edge = ({ streetEdge, building }: Palette): number =>
    contrast(streetEdge, building);
  assert.ok(step(palettes.light) > 1.3);
  assert.ok(step(palettes.dark) > 1.3);
  assert.ok(edge(palettes.sun) > 7);
});
