import { useEffect, useRef, useState } from 'react';
import { useTaking } from './taking.ts';

interface Recorder {
  readonly isPossible: boolean;
  readonly isDenied: boolean;
  /** Since when it listens; undefined while it does not. */
  readonly seconds: number | undefined;
  readonly start: () => void;
  readonly stop: () => void;
}

/** Opus where the browser has it; Safari has AAC in MP4. */
const TYPES = ['audio/webm;codecs=opus', 'audio/ogg;codecs=opus', 'audio/mp4'];
/** A voice, not music: a minute is some 200 KB. */
const BITS_PER_SECOND = 24_000;

/** Records what somebody says, at most so many seconds, and gives the whole when it ends. */
export function useRecorder(
  maxSeconds: number,
  onDone: (bytes: Uint8Array<ArrayBuffer>) => Promise<void>,
): Recorder {
  const recorder = useRef<MediaRecorder>(undefined);
  const [seconds, setSeconds] = useState<number>();
  const [isDenied, setDenied] = useState(false);
  const type =
    typeof MediaRecorder === 'undefined'
      ? undefined
      : TYPES.find((one) => MediaRecorder.isTypeSupported(one));
  const taking = useTaking();
  const isGone = useRef(false);
  const isListening = seconds !== undefined;

  useEffect(() => {
    if (!isListening) return;
    const timer = window.setInterval(() => setSeconds((before = 0) => before + 1), 1000);
    return () => window.clearInterval(timer);
  }, [isListening]);
  useEffect(() => {
    if (seconds !== undefined && seconds >= maxSeconds) recorder.current?.stop();
  }, [seconds, maxSeconds]);
  useEffect(() => {
    isGone.current = false;
    return () => {
      isGone.current = true;
      recorder.current?.stop();
    };
  }, []);

  async function start(): Promise<void> {
    setDenied(false);
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      // Allowed only after the question was left: nobody listens any more.
      if (isGone.current) {
        for (const track of stream.getTracks()) track.stop();
        return;
      }
      const made = new MediaRecorder(stream, { mimeType: type ?? '', audioBitsPerSecond: BITS_PER_SECOND });
      const pieces: Blob[] = [];
      const ended = Promise.withResolvers<void>();
      made.ondataavailable = ({ data }) => pieces.push(data);
      made.onstop = () => {
        recorder.current = undefined;
        for (const track of stream.getTracks()) track.stop();
        setSeconds(undefined);
        ended.resolve(new Blob(pieces).arrayBuffer().then((bytes) => onDone(new Uint8Array(bytes))));
      };
      recorder.current = made;
      made.start();
      taking.add(ended.promise, () => recorder.current?.stop());
      setSeconds(0);
    } catch {
      setDenied(true);
    }
  }
  return {
    isPossible: type !== undefined && 'mediaDevices' in navigator,
    isDenied,
    seconds,
    start: () => void start(),
    stop: () => recorder.current?.stop(),
  };
}
