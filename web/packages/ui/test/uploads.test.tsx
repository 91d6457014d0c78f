// @vitest-environment happy-dom

import { createClient } from "@bellhop/client";
import { BellhopProvider } from "@bellhop/react";
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { StrictMode } from "react";
import { afterEach, expect, test, vi } from "vitest";
import { useUploads } from "../src/chat/uploads";

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

function Attach() {
  const { uploads, add, remove } = useUploads();
  const one = () => add([new File(["…"], "bike.png", { type: "image/png" })]);
  return (
    <>
      <button type="button" onClick={one}>
        attach
      </button>
      {uploads.map(({ id }) => (
        <button key={id} type="button" onClick={() => remove(id)}>
          remove
        </button>
      ))}
    </>
  );
}

test("no picture stays in memory: neither of a file that was removed, nor of those left at the end", () => {
  const made = vi.spyOn(URL, "createObjectURL");
  const revoked = vi.spyOn(URL, "revokeObjectURL");
  const token = () => new Promise<string>(() => {});
  const client = createClient({ url: "http://bellhop.test/", token, tabs: false });
  const page = render(
    <StrictMode>
      <BellhopProvider client={client}>
        <Attach />
      </BellhopProvider>
    </StrictMode>,
  );
  for (let file = 0; file < 3; file++) fireEvent.click(screen.getByText("attach"));
  const [first] = screen.getAllByText("remove");
  if (first) fireEvent.click(first);
  expect(new Set(revoked.mock.calls.flat()).size).toBe(1);

  page.unmount();

  const urls = made.mock.results.map(({ value }) => value);
  expect(urls).toHaveLength(3);
  expect(new Set(revoked.mock.calls.flat())).toEqual(new Set(urls));
});
