import type { PlaceholderKind } from '../../model/placeholder.ts';

/**
 * Tokens that announce themselves, as their vendors document them: a fixed beginning, an
 * alphabet, a least length of the rest. Lengths are kept below the documented ones, because a
 * token cut short is still half a token.
 */
export interface VendorFormat {
  readonly prefix: string;
  /** Characters of the rest, as the inside of a character class. */
  readonly of: string;
  readonly least: number;
  readonly kind?: PlaceholderKind;
  /** The beginning may stand in the middle of a word; else it must start one. */
  readonly anywhere?: boolean;
  /** Letters must be joined by digits (or the other way round): the beginning alone is too common. */
  readonly mixed?: boolean;
}

const word = 'A-Za-z0-9';
const token = 'A-Za-z0-9_-';
const dotted = 'A-Za-z0-9_.=-';
const base64 = 'A-Za-z0-9+/=';
const wide = 'A-Za-z0-9+/=_.~%-';
const hex = 'a-fA-F0-9';
const upper = 'A-Z0-9';

function family(
  start: string,
  ends: readonly string[],
  of: string,
  least: number,
  kind?: PlaceholderKind,
): VendorFormat[] {
  return ends.map((end) => ({
    prefix: start + end,
    of,
    least,
    anywhere: true,
    ...(kind === undefined ? {} : { kind }),
  }));
}

export const vendorFormats: readonly VendorFormat[] = [
  ...family('gh', ['p_', 'o_', 'u_', 's_', 'r_'], word, 16),
  ...family('github', ['_pat_'], 'A-Za-z0-9_', 20),
  ...family(
    'gl',
    ['pat-', 'dt-', 'ffct-', 'ft-', 'imt-', 'agent-', 'oas-', 'ptt-', 'rt-', 'rtr-', 'soat-', 'cbt-'],
    dotted,
    16,
  ),
  { prefix: `GR${'1348941'}`, of: token, least: 16 },
  ...family('xox', ['b-', 'a-', 'p-', 'r-', 's-', 'o-', 'e-', 'c-', 'd-', 'e.xox'], 'A-Za-z0-9.%-', 10),
  ...family('xa', ['pp-'], token, 16),
  ...family('xw', ['fp-'], token, 16),
  ...family('sk-', ['ant-', 'proj-', 'svcacct-', 'admin-', 'or-', 'lf-', 'live-', 'test-'], token, 16, 'key'),
  { prefix: 'sk-', of: token, least: 20, kind: 'key', mixed: true },
  { prefix: 'pk-lf-', of: token, least: 20, kind: 'key' },
  ...family('sk_', ['live_', 'test_', 'prod_'], word, 10, 'key'),
  ...family('rk_', ['live_', 'test_', 'prod_'], word, 10, 'key'),
  ...family('wh', ['sec_'], base64, 16, 'key'),
  { prefix: 'sk_', of: word, least: 24, kind: 'key', mixed: true },
  ...family('AK', ['IA'], upper, 12, 'key').map((format) => ({ ...format, anywhere: false })),
  ...['AS', 'AB', 'AC', 'A3']
    .flatMap((start) =>
      family(start, [start === 'AS' ? 'IA' : start === 'AB' ? 'IA' : start === 'AC' ? 'CA' : 'T'], upper, 14, 'key'),
    )
    .map((format) => ({ ...format, anywhere: false, mixed: true })),
  { prefix: 'ABSK', of: base64, least: 60, kind: 'key' },
  { prefix: 'bedrock-api-key-', of: base64, least: 16, kind: 'key' },
  { prefix: 'AIza', of: token, least: 28, kind: 'key' },
  { prefix: 'ya29.', of: token, least: 20 },
  { prefix: '1//0', of: token, least: 30 },
  { prefix: 'GOCSPX-', of: token, least: 16, kind: 'key' },
  { prefix: 'npm_', of: word, least: 24, mixed: true },
  { prefix: 'pypi-', of: token, least: 40, anywhere: true },
  { prefix: 'rubygems_', of: hex, least: 24, kind: 'key' },
  { prefix: 'CLOJARS_', of: word, least: 30 },
  { prefix: 'cio', of: word, least: 32, mixed: true },
  { prefix: 'oy2', of: 'a-z0-9', least: 40, kind: 'key' },
  { prefix: 'dckr_pat_', of: token, least: 16, anywhere: true },
  { prefix: 'dckr_oat_', of: token, least: 16, anywhere: true },
  ...family('do', ['p_v1_', 'o_v1_', 'r_v1_'], hex, 24),
  { prefix: 'dapi', of: 'a-f0-9-', least: 28 },
  ...family('hv', ['s.', 'b.', 'r.'], token, 20).map((format) => ({ ...format, anywhere: false })),
  { prefix: 's.', of: word, least: 24, mixed: true },
  { prefix: 'atlasv1.', of: dotted, least: 30, anywhere: true },
  ...family('dp.', ['pt.', 'st.', 'ct.', 'sa.', 'scim.', 'audit.'], dotted, 24).map((format) => ({
    ...format,
    anywhere: false,
  })),
  { prefix: 'dt0c01.', of: dotted, least: 24 },
  { prefix: 'dt0s', of: dotted, least: 40 },
  { prefix: 'EZAK', of: word, least: 40, kind: 'key' },
  { prefix: 'EZTK', of: word, least: 40, kind: 'key' },
  ...family('EAA', ['A', 'B', 'C', 'E', 'F', 'G', 'M', 'S'], token, 20).map((format) => ({
    ...format,
    anywhere: false,
    mixed: true,
  })),
  { prefix: 'sq0atp-', of: token, least: 16 },
  { prefix: 'sq0csp-', of: token, least: 16 },
  ...family('FLWSECK', ['_TEST-', '-'], 'A-Za-z0-9-', 12, 'key'),
  { prefix: 'FLWPUBK_TEST-', of: 'A-Za-z0-9-', least: 16, kind: 'key' },
  ...family('fo', ['1_'], token, 32).map((format) => ({ ...format, anywhere: false })),
  ...['fm1r_', 'fm1a_', 'fm2_'].map((prefix) => ({ prefix, of: `${base64},_`, least: 40 })),
  { prefix: 'fio-u-', of: dotted, least: 32 },
  ...family('gl', ['sa_', 'c_'], 'A-Za-z0-9+/=_', 24).map((format) => ({ ...format, anywhere: false })),
  ...family('HRKU-', [''], token, 30, 'key'),
  ...family('hf', ['_'], word, 28).map((format) => ({ ...format, anywhere: false })),
  { prefix: 'api_org_', of: word, least: 28 },
  { prefix: 'ico-', of: word, least: 28, kind: 'key' },
  { prefix: 'lin_api_', of: word, least: 28, kind: 'key' },
  { prefix: 'lin_oauth_', of: word, least: 28 },
  { prefix: 'ntn_', of: word, least: 32 },
  { prefix: 'secret_', of: word, least: 40, mixed: true },
  { prefix: 'API-', of: upper, least: 24, kind: 'key', mixed: true },
  { prefix: 'pplx-', of: word, least: 32, kind: 'key' },
  ...family('pscale_', ['tkn_', 'oauth_', 'pw_'], dotted, 24),
  { prefix: 'PMAK-', of: 'a-fA-F0-9-', least: 40, kind: 'key' },
  { prefix: 'PMAT-', of: upper, least: 20 },
  ...['pnu_', 'pnb_'].map((prefix) => ({ prefix, of: word, least: 28 })),
  { prefix: 'pul-', of: hex, least: 32 },
  { prefix: 'rdme_', of: 'a-z0-9', least: 40 },
  { prefix: 'tk-us-', of: token, least: 32 },
  { prefix: 'SG.', of: dotted, least: 30, kind: 'key' },
  { prefix: 'xkeysib-', of: 'A-Za-z0-9-', least: 40, kind: 'key' },
  { prefix: 'xsmtpsib-', of: 'A-Za-z0-9-', least: 40, kind: 'key' },
  { prefix: 'sntrys_', of: 'A-Za-z0-9+/=_-', least: 40 },
  { prefix: 'sntryu_', of: hex, least: 32 },
  ...family('sm_', ['aat_', 'pat_', 'sat_'], word, 12),
  ...family('shippo_', ['live_', 'test_'], hex, 24),
  ...family('shp', ['at_', 'ca_', 'pa_', 'ss_', 'ua_', 'rt_'], hex, 20),
  { prefix: 'sgp_', of: 'A-Za-z0-9_', least: 32 },
  { prefix: 'sgd_', of: hex, least: 32 },
  ...family('sq', ['u_', 'p_', 'a_'], word, 32).map((format) => ({ ...format, anywhere: false })),
  { prefix: 'SK', of: 'a-fA-F0-9', least: 32, kind: 'key' },
  { prefix: 'AC', of: 'a-f0-9', least: 32, kind: 'key' },
  { prefix: 'tfp_', of: dotted, least: 40 },
  { prefix: 'p8e-', of: 'A-Za-z0-9', least: 24, kind: 'key' },
  { prefix: 'LTAI', of: word, least: 12, kind: 'key', mixed: true },
  { prefix: 'AKID', of: word, least: 28, kind: 'key', mixed: true },
  { prefix: 'AKCp', of: word, least: 50, kind: 'key' },
  { prefix: 'cmVmd', of: word, least: 50 },
  { prefix: 'AGE-SECRET-KEY-1', of: upper, least: 40, kind: 'private-key', anywhere: true },
  { prefix: 'A3-', of: 'A-Z0-9-', least: 28, kind: 'key', mixed: true },
  { prefix: 'ops_eyJ', of: base64, least: 40 },
  { prefix: '4b1d', of: word, least: 38, kind: 'key', mixed: true },
  { prefix: 'v1.0-', of: 'a-f0-9-', least: 100, kind: 'key' },
  { prefix: 'dnkey-', of: dotted, least: 32, kind: 'key' },
  ...family('duffel_', ['live_', 'test_'], dotted, 24),
  { prefix: 'sha256~', of: token, least: 32 },
  { prefix: 'tskey-', of: token, least: 16, kind: 'key', anywhere: true },
  ...family('NR', ['AK-', 'II-', 'JS-', 'RA-', 'AL-'], token, 16, 'key').map((format) => ({
    ...format,
    anywhere: false,
  })),
  { prefix: 'key-', of: hex, least: 28, kind: 'key' },
  { prefix: 'pubkey-', of: hex, least: 28, kind: 'key' },
  { prefix: 'live_', of: 'A-Za-z0-9_-', least: 30, kind: 'key', mixed: true },
  ...family('', ['test_pub_', 'live_pub_'], hex, 24, 'key').map((format) => ({ ...format, anywhere: false })),
  { prefix: 'pk.eyJ', of: dotted, least: 30 },
  { prefix: 'sk.eyJ', of: dotted, least: 30 },
  { prefix: 'sbp_', of: hex, least: 32 },
  { prefix: 'sb_secret_', of: token, least: 16, kind: 'key' },
  { prefix: 'gsk_', of: word, least: 32, kind: 'key' },
  { prefix: 'xai-', of: word, least: 40, kind: 'key' },
  { prefix: 'r8_', of: word, least: 30 },
  { prefix: 'fw_', of: word, least: 20, kind: 'key', mixed: true },
  { prefix: 'nvapi-', of: token, least: 32, kind: 'key' },
  { prefix: 'lsv2_', of: 'A-Za-z0-9_', least: 30, kind: 'key' },
  { prefix: 'phc_', of: word, least: 32, kind: 'key' },
  { prefix: 'phx_', of: word, least: 32, kind: 'key' },
  { prefix: 'figd_', of: token, least: 24 },
  { prefix: 'pat-na1-', of: 'a-f0-9-', least: 28 },
  { prefix: 'ATATT3x', of: wide, least: 40 },
  { prefix: 'ATCTT3x', of: wide, least: 40 },
  { prefix: 'ATBB', of: word, least: 24, mixed: true },
  { prefix: 'BBDC-', of: word, least: 32 },
  { prefix: 'CFPAT-', of: token, least: 30 },
  { prefix: 'ccpat_', of: 'A-Za-z0-9_', least: 24 },
  { prefix: 'CCIPAT_', of: 'A-Za-z0-9_', least: 24 },
  { prefix: 'bkua_', of: hex, least: 30 },
  { prefix: 'vercel_blob_rw_', of: 'A-Za-z0-9_', least: 20 },
  { prefix: 'nfp_', of: word, least: 30 },
  { prefix: 'rnd_', of: word, least: 24, kind: 'key' },
  { prefix: 'glpat_', of: token, least: 20 },
  { prefix: 'ddp_', of: word, least: 30, mixed: true },
  { prefix: 'ABIA', of: upper, least: 16, kind: 'key' },
  { prefix: 'eyJrIjoi', of: base64, least: 30 },
  { prefix: 'ZXlKa', of: base64, least: 40 },
  { prefix: 'ZXlKh', of: base64, least: 40 },
  { prefix: 'ZXlKd', of: base64, least: 40 },
  { prefix: 'ZXlK', of: base64, least: 60 },
  { prefix: 'sl.', of: dotted, least: 60 },
  { prefix: 't1.', of: dotted, least: 60 },
  { prefix: 'AQVN', of: token, least: 30, kind: 'key' },
  { prefix: 'YC', of: token, least: 38, kind: 'key', mixed: true },
  { prefix: 'y0_', of: token, least: 32 },
  { prefix: 's-s4t2ud-', of: hex, least: 40, kind: 'key' },
  { prefix: 's-s4t2af-', of: hex, least: 40, kind: 'key' },
  { prefix: 'access-sandbox-', of: 'a-f0-9-', least: 30 },
  { prefix: 'access-development-', of: 'a-f0-9-', least: 30 },
  { prefix: 'access-production-', of: 'a-f0-9-', least: 30 },
  { prefix: 'SWMTKN-1-', of: 'a-z0-9-', least: 40, anywhere: true },
  { prefix: 'K10', of: 'a-f0-9:a-z.', least: 60 },
  { prefix: 'ops_', of: 'A-Za-z0-9+/=_-', least: 100 },
  { prefix: 'PRIVATE-TOKEN-', of: token, least: 16 },
  { prefix: 'base64:', of: base64, least: 40, kind: 'key' },
  { prefix: 'whsec-', of: base64, least: 24, kind: 'key' },
  { prefix: 'sig=', of: 'A-Za-z0-9%+/=', least: 40, kind: 'key' },
];
