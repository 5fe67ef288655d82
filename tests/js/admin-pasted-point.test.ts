import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  readDegrees,
  readPastedPoint,
  writeDegrees,
} from "../../frontend/src/admin/pasted-point.ts";

const COURIOT = { latitude: 45.4397, longitude: 4.3872 };

describe("a pasted pair of numbers", () => {
  const writings = [
    "45.4397, 4.3872",
    "45.4397,4.3872",
    "45.4397 4.3872",
    "45.4397; 4.3872",
    "45.4397 / 4.3872",
    " (45.4397, 4.3872) ",
    "[45.4397, 4.3872]",
    "45,4397 4,3872",
    "45,4397, 4,3872",
    "45,4397;4,3872",
    "45,4397,4,3872",
    "45.4397\t4.3872",
    "45.4397\u00a04.3872",
    "45.4397° N, 4.3872° E",
    "45,4397° N 4,3872° E",
    "N 45.4397° E 4.3872°",
    "45.4397N 4.3872E",
    "4.3872° E, 45.4397° N",
  ];
  for (const writing of writings) {
    test(`is read from “${writing}”`, () => {
      assert.deepEqual(readPastedPoint(writing), COURIOT);
    });
  }

  test("keeps its signs, a real minus included", () => {
    const rio = { latitude: -22.9, longitude: -43.2 };
    assert.deepEqual(readPastedPoint("-22.9, -43.2"), rio);
    assert.deepEqual(readPastedPoint("\u221222.9 \u221243.2"), rio);
    assert.deepEqual(readPastedPoint("22.9° S, 43.2° O"), rio);
  });

  test("may be whole numbers", () => {
    assert.deepEqual(readPastedPoint("45, 4"), { latitude: 45, longitude: 4 });
    assert.deepEqual(readPastedPoint("45 4"), { latitude: 45, longitude: 4 });
  });

  test("is read even when out of range, for the field to say so", () => {
    assert.deepEqual(readPastedPoint("999, 4"), { latitude: 999, longitude: 4 });
  });
});

describe("a pasted address", () => {
  const addresses = [
    "geo:45.4397,4.3872",
    "geo:45.4397,4.3872,520",
    "GEO:45.4397,4.3872;u=35",
    "geo:45.4397,4.3872?z=17",
    "https://www.openstreetmap.org/#map=17/45.4397/4.3872",
    "https://www.openstreetmap.org/search?query=x#map=17.5/45.4397/4.3872&layers=N",
    "https://www.openstreetmap.org/?mlat=45.4397&mlon=4.3872#map=5/1/2",
    "https://www.google.com/maps/@45.4397,4.3872,17z",
    "https://maps.apple.com/?ll=45.4397,4.3872",
  ];
  for (const address of addresses) {
    test(`is read from “${address}”`, () => {
      assert.deepEqual(readPastedPoint(address), COURIOT);
    });
  }
});

describe("degrees with minutes and seconds", () => {
  const expected = {
    latitude: 45 + 26 / 60 + 23 / 3600,
    longitude: 4 + 23 / 60 + 14 / 3600,
  };
  const writings = [
    `45°26'23"N 4°23'14"E`,
    `45° 26' 23" N, 4° 23' 14" E`,
    "45°26′23″N 4°23′14″E",
    "45°26’23”N 4°23’14”E",
    "45°26'23''N 4°23'14''E",
    `N 45°26'23" E 4°23'14"`,
    `4°23'14"E 45°26'23"N`,
    `45°26'23" 4°23'14"`,
  ];
  for (const writing of writings) {
    test(`are read from “${writing}”`, () => {
      assert.deepEqual(readPastedPoint(writing), expected);
    });
  }

  test("may have decimal minutes", () => {
    const found = readPastedPoint("45° 26,5' N 4° 23.25' E");
    assert.deepEqual(found, { latitude: 45 + 26.5 / 60, longitude: 4 + 23.25 / 60 });
  });

  test("are west with W and with O, south with S", () => {
    const found = readPastedPoint(`10°30'S 20°15'O`);
    assert.deepEqual(found, { latitude: -10.5, longitude: -20.25 });
  });

  test("are refused with sixty minutes, or two letters of one axis", () => {
    assert.equal(readPastedPoint(`45°60'N 4°23'E`), null);
    assert.equal(readPastedPoint(`45°26'E 4°23'E`), null);
    assert.equal(readPastedPoint(`45°26'N 4°23'N`), null);
  });
});

describe("what is no point", () => {
  const texts = [
    "",
    "45.4397",
    "45,4397",
    "place Jean-Jaurès",
    "1 place Jean-Jaurès 42000",
    "45.4397, 4.3872, 12.1",
    "12 rue",
    "45,4",
    "https://www.openstreetmap.org/about",
    '{"type":"Point"}',
  ];
  for (const text of texts) {
    test(`“${text}” is none`, () => assert.equal(readPastedPoint(text), null));
  }
});

describe("degrees typed by hand", () => {
  test("are read with a point or a comma, with or without their sign", () => {
    for (const text of ["45.4397", "45,4397", " 45,4397 ° ", "+45.4397"]) {
      assert.equal(readDegrees(text), 45.4397);
    }
    assert.equal(readDegrees("\u22124,5"), -4.5);
    assert.equal(readDegrees("999"), 999);
  });

  test("are none in anything else", () => {
    for (const text of ["", "abc", "45.4.4", "1e5", "45°26'", "Infinity"]) {
      assert.equal(readDegrees(text), null);
    }
  });

  test("are written to six decimals, never in powers of ten", () => {
    assert.equal(writeDegrees(45.43970049), "45.4397");
    assert.equal(writeDegrees(-0.00000001), "0");
    assert.equal(writeDegrees(0.000001), "0.000001");
  });
});
