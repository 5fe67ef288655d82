import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { heardSeconds } from "../../frontend/src/admin/heard-seconds.ts";
import { KnownRecordings } from "../../frontend/src/admin/known-recordings.ts";
import type { Line } from "../../frontend/src/admin/line.ts";
import { metresBetween } from "../../frontend/src/admin/line-cut.ts";
import { walkingMinutes, walkingSeconds } from "../../frontend/src/admin/pace.ts";
import {
  formatMinutes,
  formatSeconds,
  LIMITS,
  minutesApart,
  restless,
  type Story,
  storySeconds,
  timelineOf,
} from "../../frontend/src/admin/rhythm.ts";
import { countWords, storiesIn } from "../../frontend/src/admin/story-fields.ts";
import { drawnLeg, plainTrack } from "../../frontend/src/admin/track.ts";
import { hasLegs, waysBetween } from "../../frontend/src/admin/ways.ts";
import { distanceM } from "../../frontend/src/geo.ts";

const recorded = (audioSeconds: number): Story => ({ words: 0, audioSeconds });
const written = (words: number): Story => ({ words, audioSeconds: null });
const way = (seconds: number) => ({ seconds });

describe("how long one walks", () => {
  test("at 4 km/h, and at 3 with children", () => {
    assert.equal(walkingSeconds(1000), 900);
    assert.equal(walkingMinutes(1000), 15);
    assert.equal(walkingMinutes(1000, 3), 20);
  });

  test("a minute at least where there is a way", () => {
    assert.equal(walkingMinutes(3), 1);
    assert.equal(walkingMinutes(0), 0);
  });
});

describe("how long a story is", () => {
  test("its recordings, whatever is written", () => {
    assert.equal(storySeconds({ words: 900, audioSeconds: 42.5 }), 42.5);
  });

  test("else its words, at 150 a minute", () => {
    assert.equal(storySeconds(written(325)), 130);
    assert.equal(storySeconds(written(0)), 0);
  });
});

describe("the timeline", () => {
  test("walks a story off, and what is left of the way in silence", () => {
    const { parts, ...whole } = timelineOf([recorded(60), recorded(30)], [way(200)]);
    assert.deepEqual(
      parts.map(({ start, story, standing, walking, silence }) => [
        start,
        ...[story, standing, walking, silence],
      ]),
      [
        [0, 60, 0, 200, 140],
        [200, 30, 30, 0, 0],
      ],
    );
    assert.deepEqual(whole, { seconds: 230, walking: 200, standing: 30 });
  });

  test("stands for a story that outlasts its way: the next never starts into it", () => {
    const { parts } = timelineOf([recorded(300), recorded(10)], [way(200)]);
    assert.deepEqual([parts[0]?.standing, parts[1]?.start], [100, 300]);
  });

  test("has a way for the last stop where the walk comes back", () => {
    const { parts } = timelineOf([written(0), written(0)], [way(90), way(60)]);
    assert.deepEqual(
      parts.map(({ walking, verdict }) => [walking, verdict?.level]),
      [
        [90, "calm"],
        [60, "calm"],
      ],
    );
  });

  test("judges no way where none leaves", () => {
    const { parts } = timelineOf([written(0), recorded(900)], [way(90)]);
    assert.equal(parts[1]?.verdict, null);
  });

  test("is empty without stops", () => {
    assert.deepEqual(timelineOf([], []), {
      parts: [],
      seconds: 0,
      walking: 0,
      standing: 0,
    });
  });
});

describe("a leg", () => {
  const judged = (story: number, walking: number) => {
    const { verdict } = timelineOf([recorded(story)], [way(walking)]).parts[0] ?? {};
    return [verdict?.level, verdict?.excess];
  };

  for (const [excess, { watch, alarm }] of Object.entries(LIMITS)) {
    const of = (seconds: number) =>
      excess === "silence" ? judged(100, 100 + seconds) : judged(100 + seconds, 100);

    test(`is calm up to ${watch} s of ${excess}, bearable up to ${alarm}`, () => {
      assert.deepEqual(of(watch), ["calm", null]);
      assert.deepEqual(of(watch + 1), ["watch", excess]);
      assert.deepEqual(of(alarm), ["watch", excess]);
      assert.deepEqual(of(alarm + 1), ["alarm", excess]);
    });
  }

  test("is named where it needs another look", () => {
    const stops = [recorded(0), recorded(0), recorded(400), recorded(0)];
    const timeline = timelineOf(stops, [way(300), way(60), way(60)]);
    assert.deepEqual(restless(timeline), [0, 2]);
  });
});

describe("times in words", () => {
  const plain = (text: string) => text.replaceAll("\u00a0", " ");

  test("have seconds up to an hour", () => {
    assert.deepEqual([0, 45.4, 60, 130, 1001].map(formatSeconds).map(plain), [
      ...["0 s", "45 s", "1 min", "2 min 10 s", "16 min 41 s"],
    ]);
  });

  test("then minutes", () => {
    assert.deepEqual([3600, 3929].map(formatSeconds).map(plain), ["1 h", "1 h 05 min"]);
    assert.equal(plain(formatMinutes(0)), "0 min");
  });

  test("mark the axis twelve times at most", () => {
    assert.deepEqual([60, 720, 721, 3120, 7200, 999_999].map(minutesApart), [
      ...[1, 1, 2, 5, 10, 120],
    ]);
  });
});

const at = (longitude: number, latitude = 0) => ({ latitude, longitude });
const DEGREE_M = distanceM(at(0), at(1));
/** Lengths in thousandths of a degree, some 111 m. */
const short = (metres: readonly number[]) =>
  metres.map((each) => Math.round((1000 * each) / DEGREE_M));

describe("a line cut at its stops", () => {
  const straight: Line = [at(0), at(0.01), at(0.02)];

  test("is cut where it is nearest to each", () => {
    const stops = [at(0.001, 0.001), at(0.004, -0.002), at(0.02)];
    assert.deepEqual(short(metresBetween(straight, stops)), [3, 16]);
  });

  test("never runs backwards: a stop whose turn is over gets no way", () => {
    const stops = [at(0.012), at(0.004), at(0.02)];
    assert.deepEqual(short(metresBetween(straight, stops)), [0, 10]);
  });

  test("passes a square twice: each stop is met in its turn", () => {
    const outAndBack: Line = [at(0), at(0.01), at(0.01, 0.01), at(0.01), at(0)];
    const stops = [at(0), at(0.01, 0.01), at(0.005), at(0.001)];
    assert.deepEqual(short(metresBetween(outAndBack, stops)), [20, 15, 4, 1]);
    const outward = [at(0), at(0.005), at(0.01, 0.01)];
    assert.deepEqual(short(metresBetween(outAndBack, outward)).slice(0, 2), [5, 15]);
  });

  test("leads on to its end where it comes back to its start", () => {
    const round: Line = [at(0), at(0.01), at(0.01, 0.01), at(0, 0.01), at(0)];
    const stops = [at(0), at(0.01, 0.01)];
    assert.deepEqual(short(metresBetween(round, stops)), [20, 20]);
    const home = [...stops, at(0, 0.0001)];
    assert.deepEqual(short(metresBetween(round, home)), [20, 20]);
  });

  test("is nothing without a line or stops", () => {
    assert.deepEqual(metresBetween([], [at(0), at(1)]), []);
    assert.deepEqual(metresBetween(straight, []), []);
    assert.deepEqual(metresBetween([at(0), at(0)], [at(0), at(1)]), [0]);
  });
});

describe("ways between stops", () => {
  const stops = [at(0), at(0.01), at(0.02)];
  const leg = (from: number, to: number, closes = false) =>
    drawnLeg([at(from), at(to)], "street", closes);
  const legs = [leg(0, 0.01), leg(0.01, 0.02)];

  test("are the legs of a track that has one for each", () => {
    const track = { isPlain: false, legs };
    assert.equal(hasLegs(track, stops), true);
    const [first] = waysBetween(track, stops);
    assert.equal(first?.seconds, walkingSeconds(first?.metres ?? 0));
    assert.deepEqual(short(waysBetween(track, stops).map(({ metres }) => metres)), [
      ...[10, 10],
    ]);
  });

  test("come back to the first stop with the track", () => {
    const track = { isPlain: false, legs: [...legs, leg(0.02, 0, true)] };
    assert.equal(hasLegs(track, stops), true);
    assert.deepEqual(
      waysBetween(track, stops).map(({ closes }) => closes),
      [false, false, true],
    );
  });

  test("are cut from the line while legs are missing, and from a plain one", () => {
    const more = [...stops.slice(0, 2), at(0.015), at(0.02)];
    const composed = { isPlain: false, legs };
    assert.equal(hasLegs(composed, more), false);
    for (const track of [composed, plainTrack([at(0), at(0.02)])])
      assert.deepEqual(short(waysBetween(track, more).map(({ metres }) => metres)), [
        ...[10, 5, 5],
      ]);
  });

  test("are none for one stop, or no line", () => {
    assert.deepEqual(waysBetween({ isPlain: false, legs }, [at(0)]), []);
    assert.deepEqual(waysBetween(plainTrack([]), stops), []);
  });
});

describe("stories read from the form", () => {
  const text = (...lines: string[]) =>
    JSON.stringify({ blocks: lines.map((each) => ({ text: each })), entityMap: {} });
  const block = (number: number, fields: Record<string, string>) =>
    Object.entries(fields).map(
      ([name, value]) => [`stops-0-story-${number}-${name}`, value] as const,
    );

  test("count the words of texts and quotes, and name their recordings", () => {
    const fields = [
      ["stops-0-title", "Not a word of it"],
      ["stops-0-story-count", "3"],
      ...block(0, {
        type: "text",
        deleted: "",
        order: "0",
        value: text("Un, deux", "et trois"),
      }),
      ...block(1, { type: "recording", deleted: "", order: "1", value: "17" }),
      ...block(2, {
        type: "quote",
        deleted: "",
        order: "2",
        "value-text": "On l’entend encore",
        "value-attribution": "Une voisine",
      }),
      ["stops-1-story-0-type", "recording"],
      ["stops-1-story-0-value", "18"],
    ] as const;
    assert.deepEqual(
      [...storiesIn(fields)],
      [
        ["stops-0", { words: 7, recordings: ["17"] }],
        ["stops-1", { words: 0, recordings: ["18"] }],
      ],
    );
  });

  test("leave out deleted blocks, follow the order, and stay calm with the rest", () => {
    const fields = [
      ...block(0, { type: "recording", deleted: "", order: "2", value: "1" }),
      ...block(1, { type: "recording", deleted: "1", order: "0", value: "2" }),
      ...block(2, { type: "recording", deleted: "", order: "1", value: "3" }),
      ...block(3, { type: "recording", deleted: "", order: "3", value: "" }),
      ...block(4, { type: "text", deleted: "1", order: "4", value: text("gone") }),
      ...block(5, { type: "text", deleted: "", order: "5", value: "null" }),
      ...block(6, { type: "text", deleted: "", order: "6", value: "{" }),
      ...block(7, { type: "picture", deleted: "", order: "7", value: "9" }),
    ];
    assert.deepEqual(storiesIn(fields).get("stops-0"), {
      words: 0,
      recordings: ["3", "1"],
    });
  });

  test("have no words of dots and dashes", () => {
    assert.equal(countWords("« L’eau », dit-elle – en 1926 … oui !"), 5);
    assert.equal(countWords("  \n\u00a0 "), 0);
  });
});

describe("known recordings", () => {
  function site(answers: (Response | Error)[]) {
    const asked: string[] = [];
    const fetching = ((address: string) => {
      asked.push(address);
      const answer = answers.shift();
      if (answer instanceof Response) return Promise.resolve(answer);
      return Promise.reject(answer ?? new Error("no answer left"));
    }) as typeof fetch;
    return { asked, recordings: new KnownRecordings("/durations/", fetching) };
  }
  const answer = (...recordings: { id: number; duration_s: number }[]) =>
    Response.json({ recordings });

  test("are asked for together, and once", async () => {
    const { asked, recordings } = site([
      answer({ id: 1, duration_s: 62.5 }, { id: 2, duration_s: 0 }),
    ]);
    assert.equal(await recordings.learn(["1", "2", "1"]), true);
    assert.equal(await recordings.learn(["2", "1"]), false);
    assert.deepEqual(asked, ["/durations/?ids=1%2C2"]);
    const known = recordings.among(["1", "2", "3"]);
    assert.deepEqual(
      known.map(({ seconds }) => seconds),
      [62.5],
    );
  });

  test("are asked for again where the site did not answer", async () => {
    const { asked, recordings } = site([
      new Error("offline"),
      new Response("", { status: 500 }),
      answer({ id: 1, duration_s: 5 }),
    ]);
    assert.equal(await recordings.learn(["1"]), false);
    assert.equal(await recordings.learn(["1"]), false);
    assert.equal(await recordings.learn(["1"]), true);
    assert.equal(asked.length, 3);
  });
});

test("of a story's tellings the first one is listened to", () => {
  const telling = (telling: string, seconds: number, language = "fr") => ({
    telling,
    seconds,
    language,
  });
  const music = { seconds: 7 };
  assert.equal(heardSeconds([telling("short", 60), telling("full", 180), music]), 187);
  assert.equal(heardSeconds([telling("children", 90), telling("short", 60)]), 60);
  assert.equal(heardSeconds([telling("short", 60), telling("full", 50, "en")]), 110);
  assert.equal(heardSeconds([]), null);
});
