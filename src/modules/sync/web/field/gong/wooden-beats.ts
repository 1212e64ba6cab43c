/** Beats of a wooden gong, made here: no file to fetch. They stop with what `beat` gives back. */
export function beat(isDrill: boolean): () => void {
  const audio = typeof AudioContext === 'undefined' ? undefined : new AudioContext();
  const strike = (): void => {
    // Before the first tap on the page browsers keep silent; the next strike tries again.
    if (audio?.state === 'suspended') void audio.resume().catch(() => undefined);
    if (audio?.state === 'running') knock(audio);
    if (!isDrill) navigator.vibrate?.([180, 90, 180]);
  };
  strike();
  // A drill is slower, so that the ear knows it too.
  const timer = window.setInterval(strike, isDrill ? 1600 : 550);
  return () => {
    window.clearInterval(timer);
    navigator.vibrate?.(0);
    void audio?.close().catch(() => undefined);
  };
}

/** One knock: two tones of hollow wood that die away at once. */
function knock(audio: AudioContext): void {
  const at = audio.currentTime;
  for (const [frequency, loud] of [
    [780, 0.5],
    [1240, 0.2],
  ] as const) {
    const [tone, volume] = [audio.createOscillator(), audio.createGain()];
    tone.frequency.setValueAtTime(frequency, at);
    tone.frequency.exponentialRampToValueAtTime(frequency * 0.82, at + 0.12);
    volume.gain.setValueAtTime(loud, at);
    volume.gain.exponentialRampToValueAtTime(0.001, at + 0.18);
    tone.connect(volume).connect(audio.destination);
    tone.start(at);
    tone.stop(at + 0.2);
  }
}
