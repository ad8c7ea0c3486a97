/**
 * What programs say when something is wrong, in the languages that the tools of developers are translated to most
 * (as in the message catalogues of GNU and Git). Stems, so that inflections are found too; `unspaced` are those of
 * languages that put no blanks between words.
 */
interface Phrases {
  readonly spaced: string;
  readonly unspaced: string;
}

const missingAbroad: Phrases = {
  spaced:
    "nicht gefunden|nicht vorhanden|existiert nicht|fehlt|fehlend|keine regel|kein[es]? (?:datei|modul|paket|befehl)|introuvable|n[’']existe pas|manquant|aucune? (?:fichier|règle|paquet|commande)|pas de règle|no se (?:encontró|encuentra|pudo encontrar)|no existe|no hay ninguna regla|faltan?(?!\\p{L})|não (?:foi )?encontrad|não existe|non trovat|non esiste|mancante|niet gevonden|bestaat niet|ontbreekt|nie znaleziono|nie istnieje|brak(?!\\p{L})|не найден|нет такого|не существует|отсутствует",
  unspaced: '見つかりません|ありません|存在しません|找不到|未找到|不存在|没有那个|沒有|찾을 수 없|없습니다',
};
const deniedAbroad: Phrases = {
  spaced:
    'verweigert|nicht erlaubt|keine berechtigung|abgelehnt|refusé|interdit|permission non accordée|denegad|no permitid|rechazad|não permitid|negad[ao]|negato|non permess|geweigerd|niet toegestaan|odmowa|niedozwolon|отказано|запрещено',
  unspaced: '拒否|許可されて|拒绝|权限不够|거부',
};
const faultAbroad: Phrases = {
  spaced: 'fehler|erreur|échec|fallo(?!\\p{L})|erro(?!\\p{L})|errore|fout(?!\\p{L})|błąd|ошибк',
  unspaced: 'エラー|错误|오류|失敗|失败|실패',
};
const brokenAbroad: Phrases = {
  spaced:
    "fehlgeschlagen|gescheitert|(?:ist|sind|wurden?) nicht|n[’']est pas|kann nicht|konnten? nicht|ungültig|unbekannt|unerwartet|veraltet|konflikt|échoué|impossible de|invalide|inconnue?(?!\\p{L})|inattendu|conflit(?!\\p{L})|falló|fallado|no se puede|no se pudo|imposible|inválid|desconocid|inesperad|conflicto|falh(?:a|ou)|não foi possível|desconhecid|fallit[oa]|impossibile|non valid|sconosciut|conflitto|mislukt|kan niet|ongeldig|onbekend|nie można|nie udało się|nieprawidłow|nieznan|не удалось|невозможно|неверн|неизвестн",
  unspaced: 'できません|無効|无法|无效|未知的|할 수 없',
};

function anyOf(...phrases: readonly Phrases[]): RegExp {
  const spaced = phrases.map((one) => one.spaced).join('|');
  return new RegExp(`(?<!\\p{L})(?:${spaced})|${phrases.map((one) => one.unspaced).join('|')}`, 'iu');
}

const saidAbroad = {
  missing: anyOf(missingAbroad),
  denied: anyOf(deniedAbroad),
  broken: anyOf(missingAbroad, deniedAbroad, brokenAbroad),
  fault: anyOf(faultAbroad),
} as const;

const missing =
  /(?:cannot|can't|could ?n[o']t|unable to) (?:find|locate|open)\b|no module named|modulenotfound|not found|unresolved import|could not resolve|missing|no such file/i;
const denied = /auth|401|403|denied|credential|login|token|unauthorized|expired/i;

/** Something that is needed is not there. */
export function saysMissing(text: string): boolean {
  return missing.test(text) || saidAbroad.missing.test(text);
}

const lost =
  /enoent|no rule to make|not a git repository|can't open|no tests? (?:found|ran)|could not (?:find|read|open)|no package\.json|not in a\b|\bno (?:\w+ ){1,3}(?:files?|found)\b|requires? \w+ to be present/i;

/** It reads as if the directory were the wrong one. */
export function saysLost(text: string): boolean {
  return saysMissing(text) || lost.test(text);
}

/** Somebody may not do this, or is not known. */
export function saysDenied(text: string): boolean {
  return denied.test(text) || saidAbroad.denied.test(text);
}

/**
 * How much a line in another language than English says of what is wrong: 2 what is the matter, 1 only that something
 * is, 0 neither. For English the signature has tables of its own.
 */
export function wrongAbroad(text: string): 0 | 1 | 2 {
  return saidAbroad.broken.test(text) ? 2 : saidAbroad.fault.test(text) ? 1 : 0;
}
