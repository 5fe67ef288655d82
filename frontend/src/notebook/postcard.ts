/** Draws the postcard of a walk, as a PNG that is made on the phone. */
import type { Point } from "../geo";
import {
  HEIGHT,
  layOut,
  type Mark,
  type Place,
  type PostcardWords,
  type Role,
  type Stopped,
  type Weight,
  WIDTH,
} from "./postcard-layout";

// The colours of day, whatever the page wears: a postcard is paper (styles/tokens.css).
const COLOURS: Readonly<Record<Role, string>> = {
  paper: "#fbf7ee",
  second: "#f3ecdd",
  ink: "#2b211b",
  soft: "#6b5b4d",
  red: "#a3261b",
  ochre: "#8a560e",
  green: "#2f5d46",
};

/** The picture; null where the browser cannot make one. */
export async function drawPostcard(
  words: PostcardWords,
  stops: readonly Stopped[],
  line: readonly Point[],
): Promise<Blob | null> {
  const canvas = document.createElement("canvas");
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  const pen = canvas.getContext("2d");
  if (!pen) return null;
  const family = getComputedStyle(document.body).fontFamily;
  await loadLetters(family, [words.title, words.heading, ...stops.map((s) => s.title)]);
  const font = (size: number, weight: Weight): string =>
    `${weight} ${size}px ${family}`;
  pen.fillStyle = COLOURS.paper;
  pen.fillRect(0, 0, WIDTH, HEIGHT);
  const marks = layOut(words, stops, line, (text, size, weight) => {
    pen.font = font(size, weight);
    return pen.measureText(text).width;
  });
  for (const mark of marks) draw(pen, mark, font);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}

/** Letters that no page showed yet are fetched; without them others stand in. */
async function loadLetters(family: string, texts: readonly string[]): Promise<void> {
  const text = texts.join("");
  const weights = [400, 700].map((weight) => `${weight} 40px ${family}`);
  await Promise.all(weights.map((each) => document.fonts.load(each, text))).catch(
    () => undefined,
  );
}

type Pen = CanvasRenderingContext2D;

function draw(
  pen: Pen,
  mark: Mark,
  font: (size: number, weight: Weight) => string,
): void {
  if (mark.kind === "words") {
    pen.font = font(mark.size, mark.weight);
    pen.textAlign = mark.isAtEnd ? "right" : "left";
    pen.fillStyle = COLOURS[mark.role];
    pen.fillText(mark.words, ...mark.at);
  } else if (mark.kind === "sheet") {
    fillRounded(pen, mark.at, mark.width, mark.height, 36, COLOURS.second);
  } else if (mark.kind === "line") {
    strokeLine(pen, mark.points, 16, COLOURS.paper);
    strokeLine(pen, mark.points, 9, COLOURS.red);
  } else if (mark.kind === "stop") {
    fillDot(pen, mark.at, 27, COLOURS.paper);
    fillDot(pen, mark.at, 22, COLOURS.green);
    strokeTick(pen, mark.at, 10, COLOURS.paper);
  } else if (mark.kind === "tick") {
    strokeTick(pen, mark.at, 14, COLOURS.green);
  } else {
    drawLogo(pen, mark.at, mark.size);
  }
}

function fillRounded(
  pen: Pen,
  [x, y]: Place,
  width: number,
  height: number,
  radius: number,
  colour: string,
): void {
  pen.fillStyle = colour;
  pen.beginPath();
  pen.moveTo(x + radius, y);
  pen.arcTo(x + width, y, x + width, y + height, radius);
  pen.arcTo(x + width, y + height, x, y + height, radius);
  pen.arcTo(x, y + height, x, y, radius);
  pen.arcTo(x, y, x + width, y, radius);
  pen.fill();
}

function strokeLine(
  pen: Pen,
  points: readonly Place[],
  width: number,
  colour: string,
): void {
  pen.strokeStyle = colour;
  pen.lineWidth = width;
  pen.lineCap = "round";
  pen.lineJoin = "round";
  pen.beginPath();
  for (const point of points) pen.lineTo(...point);
  pen.stroke();
}

function strokeTick(pen: Pen, [x, y]: Place, reach: number, colour: string): void {
  const points: Place[] = [
    [x - reach, y + reach * 0.1],
    [x - reach * 0.25, y + reach * 0.8],
    [x + reach, y - reach * 0.7],
  ];
  strokeLine(pen, points, reach * 0.42, colour);
}

function fillDot(pen: Pen, [x, y]: Place, radius: number, colour: string): void {
  pen.fillStyle = colour;
  pen.beginPath();
  pen.arc(x, y, radius, 0, 2 * Math.PI);
  pen.fill();
}

/** The logo of templates/includes/logo.html, 48 units wide. */
const ARCH =
  "M10 39V23.5a14 14 0 0 1 28 0V39h-6V23.5a8 8 0 0 0-16 0V39Z" +
  "M20.5 39V25a3.5 3.5 0 0 1 7 0v14Z";

function drawLogo(pen: Pen, at: Place, size: number): void {
  fillRounded(pen, at, size, size, (size * 13) / 48, COLOURS.red);
  pen.save();
  pen.translate(...at);
  pen.scale(size / 48, size / 48);
  pen.fillStyle = COLOURS.paper;
  pen.fill(new Path2D(ARCH));
  pen.restore();
}
