import { RulePack } from '@app/evaluation/rule-pack';
import { jiangsu } from './jiangsu';
import { jiangsuSuzhou } from './jiangsu-suzhou';
import { national } from './national';
import { rugao } from './rugao';
import { shandongZaozhuang } from './shandong-zaozhuang';

/** 规则包, the wider before the narrower. A region that chooses none has every rule by its built-in values. */
export const PACKS: readonly RulePack[] = [national, jiangsu, jiangsuSuzhou, rugao, shandongZaozhuang];
