import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ruleset } from '../../rules';
import { Everyone } from './access';
import { RuleRow } from './views';

/** 检查规则, as they are in force. */
@ApiTags('rules')
@Controller('rules')
export class RulesController {
  @Everyone()
  @Get()
  rules(): RuleRow[] {
    return ruleset.rules.map(({ examine: _examine, ...rule }) => ({ ...rule, parameters: { ...rule.parameters } }));
  }
}
