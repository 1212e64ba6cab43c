import { z } from 'zod';
import { endpoint } from '../../platform/contract.ts';
import { DisplayName, GivenPassword, Username } from './account.contract.ts';

const Name = DisplayName;

export const SetupBody = z
  .object({
    token: z.string().min(1).max(200),
    /** The commune, province or country that this installation serves. */
    areaId: z.uuid(),
    agencyName: Name,
    parentAgencyName: Name,
    /** The place that stands before the date in documents, e.g. "Hiệp Hòa". */
    placeName: Name,
    administrator: z.object({
      username: Username,
      displayName: DisplayName,
      password: GivenPassword,
      /** Also the working role of the place (officer of a commune, staff of a province), to enter and report. */
      worksToo: z.boolean().default(true),
    }),
  })
  .meta({ id: 'SetupBody' });
export type SetupBody = z.infer<typeof SetupBody>;

export const Installation = z
  .object({
    areaId: z.uuid(),
    areaName: z.string(),
    areaKind: z.string(),
    agencyName: z.string(),
    parentAgencyName: z.string(),
    placeName: z.string(),
    setUpAt: z.iso.datetime(),
  })
  .meta({ id: 'Installation' });
export type Installation = z.infer<typeof Installation>;

export const getSetup = endpoint({
  method: 'GET',
  path: '/api/v1/setup',
  summary: 'Whether this installation is set up',
  access: 'public',
  output: z.object({ isSetUp: z.boolean() }),
});

export const checkSetupLink = endpoint({
  method: 'GET',
  path: '/api/v1/setup/check',
  summary: 'Whether a set-up link is good',
  access: 'public',
  query: z.object({ token: z.string().min(1).max(200) }),
  output: z.object({ good: z.boolean() }),
});

export const setUp = endpoint({
  method: 'POST',
  path: '/api/v1/setup',
  summary: 'Set up the installation and its first administrator, who is signed in by it',
  access: 'public',
  body: SetupBody,
  output: z.object({ userId: z.uuid() }),
  status: 201,
});

export const getInstallation = endpoint({
  method: 'GET',
  path: '/api/v1/installation',
  summary: 'The agency and the place that this installation serves',
  access: 'signedIn',
  output: Installation,
});
