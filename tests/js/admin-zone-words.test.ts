import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { streetService } from "../../frontend/src/admin/street-service.ts";
import { sentenceOf } from "../../frontend/src/admin/zone-warnings.ts";
import {
  DEFAULT_RADIUS_M,
  MAX_RADIUS_M,
  MIN_RADIUS_M,
  type Zone,
  type ZoneWarning,
} from "../../frontend/src/admin/zones.ts";
import { fanOf, radiusByKey } from "../../frontend/src/admin/zones-layer.ts";
import { distanceM } from "../../frontend/src/geo.ts";
import { Ground } from "../../frontend/src/local-metres.ts";
import { cosine } from "../../frontend/src/walk/walk-trail.ts";

const zone = (number: number, title: string, radiusM: number): Zone => ({
  prefix: `stops-${number}`,
  number,
  title,
  point: { latitude: 45, longitude: 4 },
  radiusM,
  bearing: null,
});
const say = (name: string, words = {}) =>
  name === "zone_stop"
    ? Object.values(words).join(" ")
    : `${name} ${JSON.stringify(words)}`;
const told = (code: ZoneWarning["code"], metres: number, radiusM: number) => {
  const [first, second] = [zone(1, "Mairie", radiusM), zone(2, "", 30)];
  const warning = { code, zone: first, other: second, metres, streets: [] };
  const [name, ...words] = sentenceOf(say, warning).split(" ");
  return { name, ...JSON.parse(words.join(" ")) };
};

describe("sentences of warnings", () => {
  test("name stops by number and title, as far as they have one", () => {
    const { name, stop, other } = told("overlap", 8, 30);
    assert.deepEqual([name, stop, other], ["zone_overlap", "1 Mairie", "2"]);
  });

  test("round away from the limit, never onto it", () => {
    const { metres: near, limit } = told("far_from_track", 40.2, 30);
    assert.deepEqual([near, limit], [41, 40]);
    assert.deepEqual(told("too_wide", 79.8, 40).metres, 79);
    assert.deepEqual(told("overlap", 0.2, 40).metres, 1);
    const { metres, limit: least } = told("too_small", 19.6, 19.6);
    assert.deepEqual([metres, least], [19, 20]);
  });
});

describe("the fan of a bearing", () => {
  const asked = { ...zone(1, "Mairie", 30), bearing: 90 };
  const fan = fanOf(asked, 30);

  test("opens that way from the stop, its tip alone outside the zone", () => {
    const metres = fan.map((each) => Math.round(distanceM(asked.point, each)));
    assert.deepEqual(metres, [0, 30, 30, 30, 40, 30, 30, 30]);
    const tip = fan[4];
    assert.ok(tip && tip.longitude > 4 && Math.abs(tip.latitude - 45) < 1e-6);
  });

  test("is as wide as the ways that are right", () => {
    const ground = new Ground(asked.point);
    const cosines = fan.map((each) => cosine(ground.spot(each), asked.bearing));
    for (const edge of [cosines[1], cosines.at(-1)])
      assert.ok(edge !== undefined && Math.abs(edge - 0.5) < 0.01);
    assert.ok(cosines.slice(2, -1).every((each) => each > 0.5));
  });

  test("is not there without one", () => {
    assert.deepEqual(fanOf(zone(1, "Mairie", 30), 30), []);
  });
});

describe("a radius by keys", () => {
  const none = { shiftKey: false, ctrlKey: false, altKey: false, metaKey: false };
  const by = (key: string, radiusM: number, more = {}) =>
    radiusByKey({ key, ...none, ...more }, radiusM);

  test("one metre, five with shift, to the bounds", () => {
    assert.deepEqual([by("ArrowRight", 30), by("ArrowUp", 30)], [31, 31]);
    assert.deepEqual([by("ArrowLeft", 30), by("ArrowDown", 30)], [29, 29]);
    assert.deepEqual([by("PageUp", 30), by("PageDown", 30)], [35, 25]);
    const shift = { shiftKey: true };
    assert.deepEqual([by("ArrowUp", 30, shift), by("ArrowLeft", 30, shift)], [35, 25]);
    assert.deepEqual([by("Home", 30), by("End", 30)], [15, 60]);
    assert.deepEqual([by("ArrowLeft", 15), by("ArrowRight", 60)], [15, 60]);
  });

  test("comes back into the bounds from a number that a draft may hold", () => {
    assert.deepEqual([by("ArrowLeft", 500), by("ArrowRight", 2.5)], [60, 15]);
  });

  test("not by other keys, nor with those that mean something else", () => {
    assert.deepEqual([by("Enter", 30), by("End", 30, { ctrlKey: true })], [null, null]);
  });

  test("within the bounds of the field itself", () => {
    const models = readFileSync("tours/models.py", "utf8");
    const bounds = [MIN_RADIUS_M, DEFAULT_RADIUS_M, MAX_RADIUS_M].join(", ");
    assert.ok(
      models.includes(`MIN_RADIUS_M, DEFAULT_RADIUS_M, MAX_RADIUS_M = ${bounds}`),
    );
  });
});

describe("streets asked of the site", () => {
  const { signal } = new AbortController();
  const at = (longitude: number) => ({ latitude: 45, longitude });
  const STREET = [
    [4, 45],
    [4.001, 45],
  ];

  /** A site that answers each request in turn; what was asked of it. */
  const site = (...answers: unknown[]) => {
    const asked: number[][][] = [];
    globalThis.fetch = (_address, init) => {
      asked.push(JSON.parse(String(init?.body)).stops);
      const answer = answers.shift();
      if (answer === undefined) return Promise.reject(new TypeError("offline"));
      return Promise.resolve(Response.json(answer));
    };
    return { asked, service: streetService("/streets/", "key") };
  };

  test("are remembered by place, and asked for once", async () => {
    const { asked, service } = site({ streets: [[STREET], []] });
    assert.equal(service.known(at(4)), null);
    assert.equal(await service.ask([at(4), at(5)], signal), true);
    assert.deepEqual(service.known(at(4)), [[at(4), at(4.001)]]);
    assert.deepEqual(service.known(at(5)), []);
    assert.equal(await service.ask([at(5.00001), at(4)], signal), false);
    assert.deepEqual(asked, [
      [
        [4, 45],
        [5, 45],
      ],
    ]);
  });

  test("only the stops that moved are asked for again", async () => {
    const { asked, service } = site({ streets: [[], []] }, { streets: [[]] });
    await service.ask([at(4), at(5)], signal);
    await service.ask([at(4), at(6)], signal);
    assert.deepEqual(asked[1], [[6, 45]]);
  });

  test("a site that is silent or refuses is asked again another time", async () => {
    const { service } = site(undefined, { error: "no" }, { streets: [[STREET]] });
    assert.equal(await service.ask([at(4)], signal), false);
    assert.equal(await service.ask([at(4)], signal), false);
    assert.equal(await service.ask([at(4)], signal), true);
    assert.equal(service.known(at(4))?.length, 1);
  });

  test("what is no line is left out", async () => {
    const { service } = site({ streets: [[STREET, [[4, 45]], "x", [[4, 999], 7]]] });
    await service.ask([at(4)], signal);
    assert.equal(service.known(at(4))?.length, 1);
  });

  test("more than sixty stops come in two requests", async () => {
    const many = Array.from({ length: 61 }, (_none, i) => at(i));
    const { asked, service } = site(
      { streets: many.slice(1).map(() => []) },
      { streets: [[]] },
    );
    await service.ask(many, signal);
    assert.deepEqual(
      asked.map(({ length }) => length),
      [60, 1],
    );
  });
});
