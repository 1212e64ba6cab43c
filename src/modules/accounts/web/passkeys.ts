type Options = Readonly<Record<string, unknown>>;

// The library is loaded when somebody uses a passkey; its types for options and answers are the WebAuthn standard's,
// the contract carries them as JSON that the server checks piece by piece.

/** Has the browser sign in with a passkey that the device holds. Throws what the browser throws (cancelled, none). */
export async function askForPasskey(options: Options): Promise<Record<string, unknown> & { id: string }> {
  const { startAuthentication } = await import('@simplewebauthn/browser');
  type Given = Parameters<typeof startAuthentication>[0]['optionsJSON'];
  const answer = await startAuthentication({ optionsJSON: options as unknown as Given });
  return { ...answer };
}

/** Has the browser make a passkey. Throws what the browser throws. */
export async function makePasskey(options: Options): Promise<Record<string, unknown> & { id: string }> {
  const { startRegistration } = await import('@simplewebauthn/browser');
  type Given = Parameters<typeof startRegistration>[0]['optionsJSON'];
  const answer = await startRegistration({ optionsJSON: options as unknown as Given });
  return { ...answer };
}
