import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { compressImage } from "../src/files";

/** A canvas that can encode every type, and makes one byte of every picture. */
class TinyCanvas {
  getContext = () => ({ drawImage: () => {} });
  convertToBlob = async ({ type }: { type: string }) => new Blob(["x"], { type });
}

beforeEach(() => {
  vi.stubGlobal("OffscreenCanvas", TinyCanvas);
  vi.stubGlobal("createImageBitmap", async () => ({ width: 10, height: 10, close: () => {} }));
});

afterEach(() => {
  vi.unstubAllGlobals();
});

const picture = (type: string, ...parts: BlobPart[]) => new File(parts, "me.at.home.pic", { type });

test.each([
  ["image/jpeg", "image/jpeg", "me.at.home.jpg"],
  ["image/heic", "image/jpeg", "me.at.home.jpg"],
  ["image/png", "image/webp", "me.at.home.webp"],
  ["image/webp", "image/webp", "me.at.home.webp"],
  ["image/avif", "image/webp", "me.at.home.webp"],
])("a picture of %s goes as %s: what may be transparent stays so", async (type, sent, name) => {
  const smaller = await compressImage(picture(type, "bytes ".repeat(100)));

  expect(smaller).toMatchObject({ type: sent, name, size: 1 });
});

const zeros = (length: number) => new Uint8Array(length);

test.each([
  ["image/gif", ["GIF89a", zeros(500)]],
  ["image/webp", ["RIFF\0\0\0\0WEBPVP8X", zeros(14), "ICCP", zeros(3_200), "ANIM", zeros(500)]],
  ["image/png", ["\x89PNG\r\n\x1a\n", zeros(25), "\0\0\0\x08acTL", zeros(500)]],
  ["image/avif", ["\0\0\0\x2cftypavis", zeros(500)]],
])("a picture of %s that moves stays as it is", async (type, parts) => {
  const moving = picture(type, ...parts);

  expect(await compressImage(moving)).toBe(moving);
});
