import { RulePack } from '@app/evaluation/rule-pack';
import { jiangsu } from './jiangsu';
import { jiangsuSuzhou } from './jiangsu-suzhou';
import { national } from './national';
import { rugao } from './rugao';
import { shandongZaozhuang } from './shandong-zaozhuang';

/** Every rule by its built-in values: for the sandbox, and for who wants to see all that can be said. */
const all: RulePack = { id: 'all', name: '全部规则', entries: [] };

/** 规则包, the wider before the narrower. A region that chooses none has the core only (`../core.ts`). */
export const PACKS: readonly RulePack[] = [all, national, jiangsu, jiangsuSuzhou, rugao, shandongZaozhuang];
