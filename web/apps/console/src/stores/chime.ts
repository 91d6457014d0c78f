/** Two soft tones, made here. Silent where the browser wants a gesture first. */
export function chime(): void {
  try {
    const context = new AudioContext();
    const end = context.currentTime + 0.9;
    tone(context, 659.3, 0);
    tone(context, 880, 0.16);
    setTimeout(() => void context.close(), (end - context.currentTime) * 1_000 + 200);
  } catch {
    return;
  }
}

function tone(context: AudioContext, frequency: number, after: number): void {
  const begin = context.currentTime + after;
  const source = context.createOscillator();
  const volume = context.createGain();
  source.frequency.value = frequency;
  volume.gain.setValueAtTime(0.0001, begin);
  volume.gain.exponentialRampToValueAtTime(0.16, begin + 0.02);
  volume.gain.exponentialRampToValueAtTime(0.0001, begin + 0.6);
  source.connect(volume).connect(context.destination);
  source.start(begin);
  source.stop(begin + 0.65);
}
