import { z } from 'zod';

/** The kinds of record that facts come from; the database knows the same list (0020_fact_sources.sql). */
export const FactSource = z
  .enum([
    'activity',
    'profile',
    'modelSite',
    'team',
    'person',
    'committee',
    'household',
    'pledge',
    'registration',
    'target',
    'tip',
    'gong',
  ])
  .meta({ id: 'FactSource' });
export type FactSource = z.infer<typeof FactSource>;
