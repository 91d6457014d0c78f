// @vitest-environment happy-dom

import type { TimelineMessage } from "@bellhop/client/chat";
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { EditForm } from "../src/conversation/EditForm";

afterEach(cleanup);

const message = { offset: 1, text: "hello", mentions: [] } as unknown as TimelineMessage;

test("an Escape that ends what an input method began does not end the edit", () => {
  const onEnd = vi.fn();
  render(<EditForm message={message} onSave={vi.fn()} onEnd={onEnd} />);
  const field = screen.getByRole("textbox");
  fireEvent.keyDown(field, { key: "Escape", isComposing: true });
  expect(onEnd).not.toHaveBeenCalled();

  fireEvent.keyDown(field, { key: "Escape" });

  expect(onEnd).toHaveBeenCalledTimes(1);
});
