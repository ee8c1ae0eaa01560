/** A recording small enough to make at the start and real enough to play: two seconds of a soft chime, 8 kHz mono WAV. */
export function makeRecording(): Buffer {
  const rate = 8000;
  const samples = rate * 2;
  const wav = Buffer.alloc(44 + samples);
  wav.write('RIFF', 0, 'latin1');
  wav.writeUInt32LE(36 + samples, 4);
  wav.write('WAVEfmt ', 8, 'latin1');
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(rate, 24);
  wav.writeUInt32LE(rate, 28);
  wav.writeUInt16LE(1, 32);
  wav.writeUInt16LE(8, 34);
  wav.write('data', 36, 'latin1');
  wav.writeUInt32LE(samples, 40);
  for (let index = 0; index < samples; index += 1) {
    const fade = 1 - index / samples;
    wav[44 + index] = 128 + Math.round(50 * fade * Math.sin((2 * Math.PI * 440 * index) / rate));
  }
  return wav;
}
