import { create, replace, run, say, type WorkflowScript } from '../act.ts';

export const script: WorkflowScript = {
  name: 'go-flag',
  workflow: 'Put a feature behind a flag',
  files: {
    'go.mod': 'module example.com/kiosk\n\ngo 1.19\n',
    'flags/flags.txt': '# name owner default\ndark-menu @menu off\n',
    'flags/gen.go':
      '//go:build ignore\n\npackage main\n\nimport (\n\t"bufio"\n\t"fmt"\n\t"os"\n\t"strings"\n)\n\nfunc main() {\n\tin, _ := os.Open("flags.txt")\n\tout, _ := os.Create("known.go")\n\tfmt.Fprintln(out, "// Code generated from flags.txt; DO NOT EDIT.\\n\\npackage flags\\n\\nvar known = map[string]bool{")\n\ts := bufio.NewScanner(in)\n\tfor s.Scan() {\n\t\tw := strings.Fields(s.Text())\n\t\tif len(w) == 0 || w[0] == "#" {\n\t\t\tcontinue\n\t\t}\n\t\tif len(w) != 3 {\n\t\t\tfmt.Fprintln(os.Stderr, "gen: flag "+w[0]+" has no owner or no default")\n\t\t\tos.Exit(1)\n\t\t}\n\t\tfmt.Fprintf(out, "\\t%q: %v,\\n", w[0], w[2] == "on")\n\t}\n\tfmt.Fprintln(out, "}")\n}\n',
    'flags/flags.go':
      'package flags\n\nimport (\n\t"fmt"\n\t"os"\n\t"strings"\n)\n\n//go:generate go run gen.go\n\n// On tells whether a flag is on; FLAGS turns some on by hand.\nfunc On(name string) bool {\n\tstandard, ok := known[name]\n\tif !ok {\n\t\tpanic(fmt.Sprintf("flags: unknown flag %q", name))\n\t}\n\tfor _, one := range strings.Split(os.Getenv("FLAGS"), ",") {\n\t\tif one == name {\n\t\t\treturn true\n\t\t}\n\t}\n\treturn standard\n}\n',
    'flags/known.go':
      '// Code generated from flags.txt; DO NOT EDIT.\n\npackage flags\n\nvar known = map[string]bool{\n\t"dark-menu": false,\n}\n',
    'menu/menu.go':
      'package menu\n\nimport "example.com/kiosk/flags"\n\nfunc Title() string {\n\tif flags.On("dark-menu") {\n\t\treturn "Night"\n\t}\n\treturn "Menu"\n}\n',
    'menu/menu_test.go':
      'package menu\n\nimport "testing"\n\nfunc TestTitle(t *testing.T) {\n\tif Title() == "" {\n\t\tt.Fatal("no title")\n\t}\n}\n',
    'README.md': '# kiosk\n\n    go test ./...\n',
  },
  performances: [
    {
      recorder: 'p-teal',
      startedAt: '2026-09-01T09:00:00.000Z',
      acts: [
        run('git switch -qc flag/big-print'),
        replace(
          'menu/menu.go',
          '\treturn "Menu"',
          '\tif flags.On("big-print") {\n\t\treturn "MENU"\n\t}\n\treturn "Menu"',
        ),
        run('go test ./...'),
        replace('flags/flags.txt', 'dark-menu @menu off\n', 'dark-menu @menu off\nbig-print off\n'),
        run('go generate ./flags'),
        replace('flags/flags.txt', 'big-print off', 'big-print @access off'),
        run('go generate ./flags'),
        run('go test ./...'),
        run('FLAGS=big-print go test ./menu'),
        run('git add -A && git commit -qm "flag: big-print, off"'),
      ],
    },
    {
      recorder: 'p-robin',
      startedAt: '2026-09-02T09:00:00.000Z',
      acts: [
        run('git switch -qc flag/late-hours'),
        run('cat flags/flags.txt'),
        replace('flags/flags.txt', 'dark-menu @menu off\n', 'dark-menu @menu off\nlate-hours @staff off\n'),
        create(
          'menu/hours.go',
          'package menu\n\nimport "example.com/kiosk/flags"\n\nfunc Closes() int {\n\tif flags.On("late-hours") {\n\t\treturn 24\n\t}\n\treturn 20\n}\n',
        ),
        create(
          'menu/hours_test.go',
          'package menu\n\nimport "testing"\n\nfunc TestCloses(t *testing.T) {\n\tif Closes() < 20 {\n\t\tt.Fatal("closes too early")\n\t}\n}\n',
        ),
        run('go test ./...'),
        say('known.go is generated, the list alone does nothing'),
        run('go generate ./flags'),
        run('go test ./...'),
        run('FLAGS=late-hours go test ./menu'),
        run('git add -A && git commit -qm "flag: late-hours, off"'),
      ],
    },
  ],
  facts: {
    must: [
      ['go test', 'unknown flag', 'go generate ./flags'],
      ['go generate ./flags', 'has no owner', 'flags/flags.txt'],
      ['FLAGS=<'],
      ['flag/<'],
      ['flag: <'],
      ['flags/flags.txt', 'go generate|Edit'],
      ['go test', 'commit'],
    ],
    mustNot: ['cat flags', 'flaky', 'DO NOT EDIT', '@staff'],
    gaps: [{ code: 'unexplained-step', subject: 'go generate|flags|FLAGS' }, { code: 'unknown-input' }],
  },
};
