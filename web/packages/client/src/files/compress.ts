export interface CompressOptions {
  /** The longer side of the result in pixels, at most. Default 2,048. */
  maxSide?: number;
  /** From 0 to 1. Default 0.82. */
  quality?: number;
}

/** Types that lose nothing but bytes and hidden facts. What may be transparent becomes a WebP, the rest a JPEG. */
const PHOTOS = new Set(["image/jpeg", "image/png", "image/webp", "image/avif", "image/heic"]);
const OPAQUE = /jpeg|heic/;

/** What an animated WebP, PNG or AVIF has among its first bytes, behind a colour profile at most. */
const MOVES = /ANIM|acTL|avis/;
const HEAD_BYTES = 8_192;

/**
 * Makes an image smaller before it is sent, upright and without where it was taken. Gives the blob itself back if it is
 * none that this browser can read, animated, or smaller already. Never rejects for what is in the blob.
 */
export async function compressImage(
  blob: Blob,
  { maxSide = 2_048, quality = 0.82 }: CompressOptions = {},
): Promise<Blob> {
  if (!PHOTOS.has(blob.type)) return blob;
  const isOpaque = OPAQUE.test(blob.type);
  if (!isOpaque && MOVES.test(await blob.slice(0, HEAD_BYTES).text())) return blob;
  const image = await createImageBitmap(blob, { imageOrientation: "from-image" }).catch(() => undefined);
  if (!image) return blob;
  try {
    const scale = Math.min(1, maxSide / Math.max(image.width, image.height));
    const width = Math.max(1, Math.round(image.width * scale));
    const height = Math.max(1, Math.round(image.height * scale));
    const drawn = await draw(image, width, height, isOpaque ? "image/jpeg" : "image/webp", quality);
    return drawn && drawn.size < blob.size ? named(drawn, blob) : blob;
  } finally {
    image.close();
  }
}

async function draw(
  image: ImageBitmap,
  width: number,
  height: number,
  type: string,
  quality: number,
): Promise<Blob | undefined> {
  if (globalThis.OffscreenCanvas) {
    const canvas = new OffscreenCanvas(width, height);
    canvas.getContext("2d")?.drawImage(image, 0, 0, width, height);
    return canvas.convertToBlob({ type, quality });
  }
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  canvas.getContext("2d")?.drawImage(image, 0, 0, width, height);
  return new Promise((resolve) => {
    canvas.toBlob((drawn) => resolve(drawn ?? undefined), type, quality);
  });
}

/** A file keeps its name, with the ending of its new type. */
function named(drawn: Blob, original: Blob): Blob {
  if (!(original instanceof File)) return drawn;
  const ending = drawn.type.slice("image/".length).replace("jpeg", "jpg");
  return new File([drawn], `${original.name.replace(/\.[^.]*$/, "")}.${ending}`, { type: drawn.type });
}
