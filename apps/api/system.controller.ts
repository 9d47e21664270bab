import { Controller, Get, ServiceUnavailableException } from '@nestjs/common';
import { ApiTags, OpenAPIObject } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { Public } from './access';

/** What anybody may ask: whether the service works and how it is spoken to. */
@ApiTags('system')
@Controller()
export class SystemController {
  document: OpenAPIObject | undefined;

  constructor(private readonly db: DataSource) {}

  @Public()
  @Get('health')
  async health(): Promise<{ status: 'ok' }> {
    await this.db.query('SELECT 1').catch(() => {
      throw new ServiceUnavailableException('数据库暂时不可用');
    });
    return { status: 'ok' };
  }

  @Public()
  @Get('openapi.json')
  openapi(): unknown {
    return this.document;
  }
}
