/** A photograph as the site takes it: of a format that it reads, and no larger than needed. */

const LONGEST_PX = 3200;
const QUALITY = 0.88;
const TAKEN_AS_IT_IS = new Set(["image/jpeg", "image/png", "image/webp", "image/avif"]);

/** The file, or a smaller one made of it. Rejects what is no picture to this browser. */
export async function readyPhoto(file: File, mostBytes: number): Promise<Blob> {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  try {
    const longest = Math.max(picture.width, picture.height);
    const isFine = longest <= LONGEST_PX && file.size <= mostBytes;
    if (isFine && TAKEN_AS_IT_IS.has(file.type)) return file;
    return await drawn(picture, Math.min(1, LONGEST_PX / longest));
  } finally {
    picture.close();
  }
}

async function drawn(picture: ImageBitmap, scale: number): Promise<Blob> {
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const pen = canvas.getContext("2d");
  if (!pen) throw new Error("no canvas");
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    const take = (made: Blob | null): void =>
      made ? resolve(made) : reject(new Error("no picture"));
    canvas.toBlob(take, "image/jpeg", QUALITY);
  });
}
