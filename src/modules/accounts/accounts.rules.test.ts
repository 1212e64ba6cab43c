import { expect, test } from 'vitest';
import { Role, roleMay } from '../../platform/permissions.ts';
import { permissionsOf, roleFitsArea, sessionLimits } from './accounts.rules.ts';
import { deviceLabel, deviceOf } from './device.rules.ts';

test('a shared PC signs out by itself within a working day, a phone of one’s own does not', () => {
  const shared = sessionLimits('shared');
  expect(shared.absolute).toBe(12 * 3600);
  expect(shared.idle).toBe(2 * 3600);
  expect(sessionLimits('own')).toEqual({ absolute: 30 * 86_400, idle: undefined });
});

test('what several roles allow is what each of them allows, together', () => {
  const both = permissionsOf(['recorder', 'auditor']);
  expect(both).toContain('activities.write');
  expect(both).toContain('audit.read');
  expect(both).not.toContain('accounts.manage');
  for (const permission of both)
    expect(roleMay('recorder', permission) || roleMay('auditor', permission)).toBe(true);
  expect(permissionsOf(['auditor'])).toEqual(['readings.read', 'audit.read']);
  expect(permissionsOf([])).toEqual([]);
});

test('a role is held in the kind of area it is made for', () => {
  expect(roleFitsArea('recorder', 'hamlet')).toBe(true);
  expect(roleFitsArea('recorder', 'commune')).toBe(false);
  expect(roleFitsArea('staff', 'commune')).toBe(false);
  for (const role of Role.options) expect(roleFitsArea(role, 'district')).toBe(false);
});

test('of what a browser says of itself only its family is kept', () => {
  const chrome =
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36';
  expect(deviceOf(chrome)).toBe('Chrome/Windows');
  expect(deviceLabel('Chrome/Windows')).toEqual({ vi: 'Chrome trên Windows', en: 'Chrome on Windows' });
  const phone = 'Mozilla/5.0 (Linux; Android 15; SM-A155F) Chrome/140.0 Mobile Safari/537.36';
  expect(deviceOf(phone)).toBe('Chrome/Android');
  expect(deviceOf('Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1')).toBe(
    'Safari/iOS',
  );
  expect(deviceOf(`${chrome} coc_coc_browser/142.0`)).toBe('Cốc Cốc/Windows');
  expect(deviceOf('something else')).toBe('');
  expect(deviceLabel('')).toEqual({ vi: 'Thiết bị không rõ', en: 'Unknown device' });
});
