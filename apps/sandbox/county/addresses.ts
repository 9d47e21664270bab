import { LocalDate, partsOf } from '@app/calendar/local-date';
import { StyleId } from './plan';

/** Where a section lives: enough to build every address of its pages. */
export interface Place {
  readonly style: StyleId;
  readonly prefix: string;
  readonly folder: string;
  readonly id: number;
}

/** Path of list page `page` (1, 2 …) in the manner of the CMS. */
export function listPath({ style, prefix, folder, id }: Place, page: number): string {
  switch (style) {
    case 'hanweb':
      return `${prefix}/col/col${id}/index.html${page > 1 ? `?uid=${id * 3}&pageNum=${page}` : ''}`;
    case 'trs':
      return `${prefix}/${folder}/${page > 1 ? `index_${page - 1}.html` : 'index.html'}`;
    case 'gkmlpt':
      return `${prefix}/${folder}/${page > 1 ? `index_${page}.html` : 'index.html'}`;
    case 'scripted':
      return `${prefix}/channel/${id}/index.html${page > 1 ? `?page=${page}` : ''}`;
    case 'handmade':
      return `${prefix}/list.asp?classid=${id}${page > 1 ? `&page=${page}` : ''}`;
  }
}

/** Path of an article. Where it carries a date, that is the day the record was created, not the day of publication. */
export function articlePath(place: Place, articleId: number, created: LocalDate): string {
  const { style, prefix, folder, id } = place;
  const { year, month, day } = partsOf(created);
  switch (style) {
    case 'hanweb':
      return `${prefix}/art/${year}/${month}/${day}/art_${id}_${articleId}.html`;
    case 'trs':
      return `${prefix}/${folder}/${compact(created).slice(0, 6)}/t${compact(created)}_${articleId}.html`;
    case 'gkmlpt':
      return `${prefix}/${folder}/content/post_${articleId}.html`;
    case 'scripted':
      return `${prefix}/article/${articleId}.html`;
    case 'handmade':
      return `${prefix}/show.asp?id=${articleId}`;
  }
}

/** Path of an attachment; TRS keeps it beside the article, others in one folder. */
export function attachmentPath(
  place: Place,
  articleId: number,
  created: LocalDate,
  index: number,
  form: string,
): string {
  const { style, prefix, folder } = place;
  const name = `${articleId}${index + 1}`;
  switch (style) {
    case 'hanweb':
      return `${prefix}/attach/0/${compact(created)}${name}.${form}`;
    case 'trs':
      return `${prefix}/${folder}/${compact(created).slice(0, 6)}/P0${compact(created)}${name}.${form}`;
    case 'gkmlpt':
      return `${prefix}/attachment/0/${name.slice(0, 3)}/${name}/${articleId}.${form}`;
    case 'scripted':
      return `${prefix}/files/${name}.${form}`;
    case 'handmade':
      return `${prefix}/upload/${compact(created)}/${name}.${form}`;
  }
}

const compact = (day: LocalDate) => day.replaceAll('-', '');
