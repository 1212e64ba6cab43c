/** An error whose message is meant for the person at the terminal; no stack trace is printed for it. */
export class ToolsError extends Error {}

/** Prints one line of progress to the error stream, so that the output stays for programs. */
export function say(text) {
  process.stderr.write(`Tools: ${text}\n`);
}

const ADVICE = {
  chromium: {
    linux: 'install Chromium or Google Chrome from your distribution',
    darwin: 'install Google Chrome (brew install --cask google-chrome)',
    win32: 'Microsoft Edge or Google Chrome is needed (winget install Google.Chrome)',
    variable: 'TIENGMO_CHROMIUM',
  },
  soffice: {
    linux: 'install LibreOffice Writer and Calc from your distribution',
    darwin: 'install LibreOffice (brew install --cask libreoffice)',
    win32: 'install LibreOffice (winget install TheDocumentFoundation.LibreOffice)',
    variable: 'TIENGMO_SOFFICE',
  },
  pdftoppm: {
    linux: 'install poppler-utils from your distribution',
    darwin: 'install poppler (brew install poppler)',
    win32: 'install poppler (winget install oschwartz10612.Poppler)',
    variable: 'TIENGMO_PDFTOPPM',
  },
  font: {
    linux: 'install the font Tinos (package fonts-croscore or google-tinos-fonts) or Times New Roman',
    darwin: 'install the font Times New Roman',
    win32: 'install the font Times New Roman',
  },
};

/** One message for the programs that are missing (`chromium`, `soffice`, `pdftoppm`, `font`). */
export function explainMissing(missing) {
  const steps = missing.map((name) => {
    const advice = ADVICE[name];
    const step = advice[process.platform] ?? advice.linux;
    return advice.variable ? `${step}, or set ${advice.variable} to the program` : step;
  });
  return `could not find or install ${missing.join(', ')}. What to do: ${steps.join('; ')}. Then start again.`;
}
