import assert from "node:assert/strict";
import { test } from "node:test";
import { differs, reading } from "../../frontend/src/admin/edits-meanwhile";

const form = (...fields: [string, string][]) => reading(fields);

test("a field that says something else than was sent is an edit", () => {
  const sent = form(["title", "La mine"], ["stops-0-latitude", ""]);
  const now = form(["title", "La mine"], ["stops-0-latitude", "45.43"]);
  assert.equal(differs(sent, now, []), true);
  assert.equal(differs(sent, sent, []), false);
});

test("what the server has set, its tokens and comments are no edits", () => {
  const sent = form(
    ["slug", ""],
    ["csrfmiddlewaretoken", "a"],
    ["comments-0-text", "x"],
  );
  const now = form(
    ["slug", "la-mine"],
    ["csrfmiddlewaretoken", "b"],
    ["comments-0-text", "y"],
    ["stops-0-id", "7"],
  );
  assert.equal(differs(sent, now, ["slug"]), false);
});

test("one of several values of a name counts, and so does another file", () => {
  const themes = form(["themes", "1"], ["themes", "2"]);
  assert.equal(differs(themes, form(["themes", "1"], ["themes", "3"]), []), true);
  const file = (name: string) => reading([["file", new File(["x"], name)]]);
  assert.equal(differs(file("a.mp3"), file("b.mp3"), []), true);
  assert.equal(differs(file("a.mp3"), file("a.mp3"), []), false);
});
