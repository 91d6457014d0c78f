import type { Attachment } from "@bellhop/client/chat";
import { compressImage, upload } from "@bellhop/client/files";
import { useClient } from "@bellhop/react";
import { useCallback, useEffect, useRef, useState } from "react";

/** A file that is to go with the message. */
export interface Upload {
  readonly id: number;
  readonly name: string;
  /** A picture of it from this browser's memory. */
  readonly preview: string | undefined;
  /** From 0 to 1. */
  readonly progress: number;
  readonly failed: boolean;
  /** Once it is at the server. */
  readonly file: Attachment | undefined;
}

export interface UploadsView {
  readonly uploads: readonly Upload[];
  /** Whether some are still on their way. */
  readonly busy: boolean;
  /** Set if more were given than go with a message. */
  readonly tooMany: boolean;
  add(files: Iterable<File>): void;
  remove(id: number): void;
  clear(): void;
}

const MOST_FILES = 10;

/** Uploads files, pictures made smaller first. What is under way ends with the component. */
export function useUploads(): UploadsView {
  const client = useClient();
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const [tooMany, setTooMany] = useState(false);
  const running = useRef(new Map<number, AbortController>());
  const ids = useRef(0);
  const latest = useRef(uploads);
  useEffect(() => {
    latest.current = uploads;
  }, [uploads]);

  const change = useCallback((id: number, part: Partial<Upload>) => {
    setUploads((now) => now.map((one) => (one.id === id ? { ...one, ...part } : one)));
  }, []);

  const begin = async (id: number, file: File) => {
    const stop = new AbortController();
    running.current.set(id, stop);
    try {
      const smaller = await compressImage(file);
      const sent = await upload(client, smaller, {
        name: smaller instanceof File ? smaller.name : file.name,
        signal: stop.signal,
        onProgress: (bytes, total) => change(id, { progress: bytes / Math.max(1, total) }),
      });
      change(id, { progress: 1, file: sent });
    } catch {
      change(id, { failed: true });
    } finally {
      running.current.delete(id);
    }
  };

  const add = (files: Iterable<File>) => {
    const given = [...files];
    const taken = given.slice(0, MOST_FILES - uploads.length);
    setTooMany(taken.length < given.length);
    const fresh = taken.map((file) => {
      const one = newUpload(++ids.current, file);
      void begin(one.id, file);
      return one;
    });
    setUploads((now) => [...now, ...fresh]);
  };
  const remove = (id: number) => {
    running.current.get(id)?.abort();
    setTooMany(false);
    setUploads((now) => {
      forget(now.filter((one) => one.id === id));
      return now.filter((one) => one.id !== id);
    });
  };
  const clear = () => {
    setTooMany(false);
    forget(uploads);
    setUploads([]);
  };

  useEffect(() => {
    const { current } = running;
    return () => {
      for (const stop of current.values()) stop.abort();
      forget(latest.current);
    };
  }, []);

  const busy = uploads.some(({ file, failed }) => !file && !failed);
  return { uploads, busy, tooMany, add, remove, clear };
}

function newUpload(id: number, file: File): Upload {
  const preview = file.type.startsWith("image/") ? URL.createObjectURL(file) : undefined;
  return { id, name: file.name, preview, progress: 0, failed: false, file: undefined };
}

function forget(uploads: readonly Upload[]): void {
  for (const { preview } of uploads) if (preview) URL.revokeObjectURL(preview);
}
