import { expect, test } from "vitest";
import { openSdk } from "../src/sdk";
import { Site } from "../src/site";

const site = Site.forTests(18_107);

test("a photo gets smaller before it is sent; what would lose is left alone", async () => {
  const page = await openSdk(site.browser, site.url);

  const seen = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(3_000, 2_000);
    const context = canvas.getContext("2d");
    for (let index = 0; index < 3_000; index++) {
      if (context) context.fillStyle = `hsl(${(index * 37) % 360} 80% 50%)`;
      context?.fillRect((index * 53) % 3_000, (index * 31) % 2_000, 120, 90);
    }
    const photo = new File([await canvas.convertToBlob({ type: "image/jpeg", quality: 1 })], "a.b.jpeg", {
      type: "image/jpeg",
    });
    const small = await window.sdk.compressImage(photo, { maxSide: 1_000 });
    const { width, height } = await createImageBitmap(small);
    const again = await window.sdk.compressImage(small, { maxSide: 1_000, quality: 1 });
    const gif = new Blob(["GIF89a"], { type: "image/gif" });
    const broken = new Blob(["no photo"], { type: "image/jpeg" });
    return {
      saved: small.size < photo.size / 4,
      width,
      height,
      name: (small as File).name,
      keepsSmaller: again === small,
      keepsGif: (await window.sdk.compressImage(gif)) === gif,
      keepsBroken: (await window.sdk.compressImage(broken)) === broken,
    };
  });

  expect(seen).toEqual({
    saved: true,
    width: 1_000,
    height: 667,
    name: "a.b.jpg",
    keepsSmaller: true,
    keepsGif: true,
    keepsBroken: true,
  });
});

test("an upload goes on where it was after the connection was gone", async () => {
  const page = await openSdk(site.browser, site.url);
  const offsets: number[] = [];
  page.on("request", (request) => {
    if (request.method() === "PUT") offsets.push(Number(new URL(request.url()).searchParams.get("offset")));
  });
  await page.exposeFunction("loseConnection", async () => {
    await page.context().setOffline(true);
    setTimeout(() => void page.context().setOffline(false), 1_500);
  });

  const seen = await page.evaluate(async () => {
    const { callHttp, createClient, link, upload } = window.sdk;
    const { loseConnection } = window as unknown as { loseConnection(): Promise<void> };
    const url = location.origin;
    const { token } = await callHttp(url, "auth.guest", { site: "demo", name: "Ann" });
    const client = createClient({ url, token: () => token });
    client.connect();
    const bytes = new Uint8Array(3_500_000).map((_, index) => (index * index) % 256);
    const progress: number[] = [];
    const file = await upload(client, new Blob([bytes]), {
      name: "film.bin",
      onProgress: (sent) => {
        progress.push(sent);
        if (progress.length === 1) void loseConnection();
      },
    });
    const read = await fetch((await link(client, file.file)).url);
    const back = new Uint8Array(await read.arrayBuffer());
    client.close();
    return {
      file,
      progress,
      same: back.length === bytes.length && back.every((byte, at) => byte === bytes[at]),
    };
  });

  expect(seen.file).toMatchObject({ name: "film.bin", size: 3_500_000, thumbnail: false });
  expect(seen.same).toBe(true);
  expect(seen.progress).toEqual([...seen.progress].sort((one, other) => one - other));
  expect(seen.progress.at(-1)).toBe(3_500_000);
  expect(offsets.length, "a chunk was tried again").toBeGreaterThan(4);
});

test("a photo is shown by its link, with a thumbnail", async () => {
  const page = await openSdk(site.browser, site.url);

  const seen = await page.evaluate(async () => {
    const { callHttp, createClient, link, upload } = window.sdk;
    const url = location.origin;
    const { token } = await callHttp(url, "auth.guest", { site: "demo", name: "Ben" });
    const client = createClient({ url, token: () => token });
    client.connect();
    const canvas = new OffscreenCanvas(800, 400);
    canvas.getContext("2d")?.fillRect(0, 0, 800, 400);
    const photo = await canvas.convertToBlob({ type: "image/jpeg" });
    const file = await upload(client, photo, { name: "room.jpg" });
    const image = new Image();
    image.src = (await link(client, file.file, { thumbnail: true })).url;
    await image.decode();
    client.close();
    return { width: file.width, height: file.height, shown: [image.naturalWidth, image.naturalHeight] };
  });

  expect(seen).toEqual({ width: 800, height: 400, shown: [480, 240] });
});
