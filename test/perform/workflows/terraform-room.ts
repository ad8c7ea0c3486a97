import { replace, run, say, type WorkflowScript } from '../act.ts';

export const script: WorkflowScript = {
  name: 'terraform-room',
  workflow: 'Add a room to the hotel stack',
  files: {
    'main.tf':
      'variable "rooms" {\n  type = map(number)\n}\n\nresource "terraform_data" "room" {\n  for_each = var.rooms\n  input    = each.value\n}\n',
    'rooms.auto.tfvars': 'rooms = {\n  blue = 2\n}\n',
    'plan.sh':
      '#!/bin/sh\nset -e\nterraform plan -no-color -input=false -out plan.bin >plan.txt 2>&1 || { grep -m1 Error plan.txt >&2; exit 1; }\ngrep -q "0 to destroy" plan.txt || { echo "plan.sh: the plan destroys something, nobody may do that here" >&2; exit 3; }\ngrep "^Plan:" plan.txt\n',
    'README.md': '# hotel\n\nThe hotel as code.\n',
    '.gitignore': '.terraform*\nplan.*\n!plan.sh\nterraform.tfstate*\n',
  },
  environment: { TF_CLI_CONFIG_FILE: '/dev/null' },
  prepare: [
    'TF_CLI_CONFIG_FILE=/dev/null terraform init -no-color >/dev/null && TF_CLI_CONFIG_FILE=/dev/null terraform apply -no-color -auto-approve >/dev/null',
  ],
  performances: [
    {
      recorder: 'p-pika',
      startedAt: '2026-10-01T09:00:00.000Z',
      acts: [
        replace('rooms.auto.tfvars', 'blue = 2\n', 'red=3\n'),
        run('./plan.sh'),
        say('Rooms are only added: a room that is taken out is torn down with all that is in it'),
        replace('rooms.auto.tfvars', '  red=3\n', '  blue = 2\n  red=3\n'),
        run('./plan.sh'),
        run('terraform fmt -check'),
        run('terraform fmt'),
        run('terraform fmt -check'),
        run('terraform apply -no-color plan.bin'),
        run('terraform output -no-color; terraform state list -no-color'),
        run('git commit -qam "rooms: add red"'),
      ],
    },
    {
      recorder: 'p-kudu',
      startedAt: '2026-10-02T09:00:00.000Z',
      acts: [
        replace('rooms.auto.tfvars', '  blue = 2\n', '  blue  = 2\n  green = 1\n'),
        run('terraform fmt -check'),
        run('./plan.sh'),
        run('terraform apply -no-color plan.bin'),
        run('terraform state list -no-color'),
        run('git commit -qam "rooms: add green"'),
      ],
    },
  ],
  facts: {
    must: [
      ['./plan.sh', 'the plan destroys something', 'rooms.auto.tfvars'],
      ['terraform fmt -check', 'terraform fmt'],
      ['Rooms are only added'],
      ['terraform apply', 'plan.bin', 'plan.sh|state list'],
      ['terraform state list'],
      ['rooms: add <'],
    ],
    mustNot: ['flaky'],
    gaps: [{ code: 'unexplained-step', subject: 'plan.sh|terraform|rooms' }],
  },
};
