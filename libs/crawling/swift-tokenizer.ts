import { Tokenizer } from 'htmlparser2';

/** What of htmlparser2's tokenizer is used below; its own types call it private. */
interface Machine {
  buffer: string;
  /** Place in the buffer; its loop moves on by one after each step. */
  index: number;
  write(chunk: string): void;
  end(): void;
  stateText(code: number): void;
  handleInAttributeValue(code: number, quote: number): void;
  fastForwardTo(code: number): boolean;
}

const Base = Tokenizer as unknown as new (...options: ConstructorParameters<typeof Tokenizer>) => Machine;

/** A character that ends a stretch, and where it was found last. */
interface Mark {
  readonly code: number;
  readonly text: string;
  at: number;
}

/**
 * htmlparser2's tokenizer for one whole page, which leaps where the original walks: text and attribute values are
 * passed over by `indexOf`, not character by character. The tokens are the same (swift-tokenizer.spec.ts holds them
 * against each other), and so is the linear time: what was searched for one mark is never searched for it again.
 */
export class SwiftTokenizer extends Base {
  private readonly less = markOf('<');
  private readonly ampersand = markOf('&');
  private readonly quotes = [markOf('"'), markOf("'")] as const;

  override stateText(code: number): void {
    if (code === this.less.code || code === this.ampersand.code) super.stateText(code);
    else this.leapTo(this.less);
  }

  override handleInAttributeValue(code: number, quote: number): void {
    if (code === quote || code === this.ampersand.code) super.handleInAttributeValue(code, quote);
    else this.leapTo(quote === this.quotes[0].code ? this.quotes[0] : this.quotes[1]);
  }

  override fastForwardTo(code: number): boolean {
    const at = this.buffer.indexOf(String.fromCharCode(code), this.index + 1);
    this.index = at < 0 ? this.buffer.length - 1 : at;
    return at >= 0;
  }

  /** To the mark or the & before it; to the end where there is neither. */
  private leapTo(mark: Mark): void {
    this.index = Math.min(this.placeOf(mark), this.placeOf(this.ampersand)) - 1;
  }

  private placeOf(mark: Mark): number {
    if (mark.at < this.index) {
      const at = this.buffer.indexOf(mark.text, this.index);
      mark.at = at < 0 ? this.buffer.length : at;
    }
    return mark.at;
  }
}

function markOf(text: string): Mark {
  return { code: text.charCodeAt(0), text, at: -1 };
}
