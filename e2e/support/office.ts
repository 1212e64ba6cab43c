import { type APIRequestContext, type BrowserContext, expect } from '@playwright/test';
import { areaIdOf } from '../../src/modules/areas/area-identity.rules.ts';
import type { Role } from '../../src/platform/permissions.ts';
import type { Program } from './program.ts';

/** Asks and tells the program what a page would, as whoever signed in to the context. */
export class Office {
  readonly #request: APIRequestContext;
  readonly #address: string;

  constructor(context: BrowserContext, program: Pick<Program, 'address'>) {
    this.#request = context.request;
    this.#address = program.address;
  }

  async call<T>(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    data?: unknown,
  ): Promise<T> {
    const reply = await this.#request.fetch(`${this.#address}/api/v1/${path}`, {
      method,
      headers: { origin: this.#address },
      ...(data === undefined ? {} : { data }),
    });
    expect(reply.status(), `${method} ${path}: ${(await reply.text()).slice(0, 400)}`).toBeLessThan(300);
    return (reply.status() === 204 ? undefined : await reply.json()) as T;
  }

  /** The bytes of a file that the program hands out. */
  async file(path: string): Promise<Buffer> {
    const reply = await this.#request.get(`${this.#address}/api/v1/${path}`);
    expect(reply.status(), path).toBe(200);
    return reply.body();
  }

  /** The value of each indicator in an area over a window. */
  async figures(
    areaId: string,
    indicators: readonly string[],
    window: { from: string; to: string },
  ): Promise<Record<string, number | null>> {
    const body = { areaIds: [areaId], indicators, ...window };
    const { figures } = await this.call<{ figures: { indicator: string; value: number | null }[] }>(
      'POST',
      'figures/query',
      body,
    );
    return Object.fromEntries(figures.map(({ indicator, value }) => [indicator, value]));
  }
}

/** The identifier of a unit of today by its code; the same in every installation. */
export const communeId = (code: string): string => areaIdOf('2025', 'commune', code);
export const provinceId = (code: string): string => areaIdOf('2025', 'province', code);

const password = 'cối xay gạo bên sông';

/** Sets a fresh installation up for a province; whoever does it is its administrator and staff. */
export async function setUpProvince(
  context: BrowserContext,
  program: Program,
  areaId: string,
): Promise<Office> {
  const office = new Office(context, program);
  await office.call('POST', 'setup', {
    token: new URL(program.setupLink ?? '').searchParams.get('ma'),
    areaId,
    agencyName: 'Công an tỉnh Bắc Ninh',
    parentAgencyName: 'Bộ Công an',
    placeName: 'Bắc Ninh',
    administrator: { username: 'quan.tri', displayName: 'Nguyễn Thị Bình', password },
  });
  return office;
}

/** Invites somebody to a role and signs him in to a context of his own. */
export async function join(
  context: BrowserContext,
  program: Program,
  inviter: Office,
  who: { username: string; displayName: string; role: Role; areaId: string },
): Promise<Office> {
  const { username, displayName, role, areaId } = who;
  const { link } = await inviter.call<{ link: { path: string } }>('POST', 'accounts', {
    username,
    displayName,
    assignments: [{ role, areaId }],
  });
  const token = link.path.split(/[/=]/).at(-1) ?? '';
  const office = new Office(context, program);
  await office.call('POST', `links/${token}`, { password });
  return office;
}
