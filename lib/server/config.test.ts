import { describe, expect, it } from 'vitest';
import { baseUrlOf, readConfig } from './config.ts';

describe('readConfig', () => {
  it('has a default for everything and needs no AWS', () => {
    expect(readConfig({})).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      url: null,
      databaseUrl: null,
      secret: null,
      admin: null,
      watchIntervalSeconds: 60,
      sesRate: 1,
      sesShare: 0.5,
      demo: false,
      trustedProxyCount: 0,
      logLevel: 'info',
      awsRegion: null,
    });
  });

  it('takes what is given, and an empty value as not given', () => {
    const config = readConfig({
      PORT: ' 8080 ',
      STANDING_URL: 'https://standing.example.com/',
      DATABASE_URL: '',
      STANDING_SES_SHARE: '0.25',
      STANDING_DEMO: '1',
      AWS_DEFAULT_REGION: 'eu-west-1',
      AWS_ENDPOINT_URL_SESV2: 'http://127.0.0.1:4566',
    });
    expect(config).toMatchObject({
      port: 8080,
      url: 'https://standing.example.com',
      databaseUrl: null,
      sesShare: 0.25,
      demo: true,
      awsRegion: 'eu-west-1',
      sesEndpoint: 'http://127.0.0.1:4566',
    });
  });

  it.each([
    [{ PORT: 'http' }, 'PORT is "http": it takes a whole number from 0 to 65535.'],
    [{ PORT: '70000' }, 'PORT is "70000": it takes a whole number from 0 to 65535.'],
    [{ PORT: '-1' }, 'PORT is "-1": it takes a whole number from 0 to 65535.'],
    [{ STANDING_HOST: 'a b' }, 'STANDING_HOST is "a b": it takes a host name or an IP address.'],
    [
      { STANDING_URL: 'https://a.example/x' },
      'STANDING_URL is "https://a.example/x": it takes a URL without a path, such as https://standing.example.com.',
    ],
    [
      { STANDING_URL: 'standing' },
      'STANDING_URL is "standing": it takes a URL without a path, such as https://standing.example.com.',
    ],
    [
      { DATABASE_URL: 'mysql://u:hunter2@h/db' },
      'DATABASE_URL is set (22 characters, not shown): it takes a URL that starts with postgres://, or nothing for SQLite.',
    ],
    [
      { STANDING_SECRET: 'hunter2' },
      'STANDING_SECRET is set (7 characters, not shown): it takes at least 32 characters.',
    ],
    [
      { STANDING_ADMIN_PASSWORD: 'hunter2', STANDING_ADMIN_EMAIL: 'a@b.example' },
      'STANDING_ADMIN_PASSWORD is set (7 characters, not shown): it takes from 8 to 128 characters.',
    ],
    [
      { STANDING_ADMIN_EMAIL: 'a@b.example' },
      'STANDING_ADMIN_PASSWORD is not set while STANDING_ADMIN_EMAIL is: it takes a value beside it, or neither of them.',
    ],
    [{ STANDING_ADMIN_EMAIL: 'root' }, 'STANDING_ADMIN_EMAIL is "root": it takes an e-mail address.'],
    [
      { STANDING_WATCH_INTERVAL_SECONDS: '0' },
      'STANDING_WATCH_INTERVAL_SECONDS is "0": it takes a whole number of seconds from 1 to 86400.',
    ],
    [
      { STANDING_SES_RATE: 'fast' },
      'STANDING_SES_RATE is "fast": it takes a number of requests a second from 0.01 to 1000.',
    ],
    [{ STANDING_SES_SHARE: '1.5' }, 'STANDING_SES_SHARE is "1.5": it takes a share from 0.01 to 1.'],
    [{ STANDING_DEMO: 'yes' }, 'STANDING_DEMO is "yes": it takes 1 for the demo, or 0.'],
    [
      { STANDING_DEMO: '1', STANDING_HOST: '0.0.0.0' },
      'STANDING_DEMO is "1" while STANDING_HOST is "0.0.0.0": it takes a loopback host such as 127.0.0.1, because the demo asks for no sign-in.',
    ],
    [
      { AWS_ENDPOINT_URL_SESV2: 'localhost:4566' },
      'AWS_ENDPOINT_URL_SESV2 is "localhost:4566": it takes a URL that starts with http:// or https://.',
    ],
    [
      { STANDING_LOG_LEVEL: 'loud' },
      'STANDING_LOG_LEVEL is "loud": it takes one of trace, debug, info, warn, error, fatal, silent.',
    ],
  ])('%o stops with one sentence', (environment, sentence) => {
    expect(sentence).not.toContain('hunter2');
    expect(() => readConfig(environment)).toThrow(new Error(sentence));
  });
});

it('writes addresses as a browser does', () => {
  expect(baseUrlOf('127.0.0.1', 3000)).toBe('http://127.0.0.1:3000');
  expect(baseUrlOf('::1', 3000)).toBe('http://[::1]:3000');
  expect(baseUrlOf('0.0.0.0', 80)).toBe('http://localhost');
});
