import { replace, run, say, type WorkflowScript } from '../act.ts';

const files = {
  'CMakeLists.txt': `cmake_minimum_required(VERSION 3.20)
project(reed C)
set(REED_VERSION 2.4.0)
add_library(reed SHARED reed.c)
set_target_properties(reed PROPERTIES VERSION \${REED_VERSION} SOVERSION 2)
add_executable(reed-test test.c)
target_link_libraries(reed-test reed)
enable_testing()
add_test(NAME reed COMMAND reed-test)
add_test(NAME version COMMAND \${CMAKE_SOURCE_DIR}/tools/version-check \${REED_VERSION})
install(TARGETS reed DESTINATION lib)
`,
  'reed.c': 'int reed(int a) { return a + 1; }\n',
  'test.c': 'int reed(int);\nint main(void) { return reed(1) == 2 ? 0 : 1; }\n',
  'tools/version-check':
    '#!/bin/sh\ncd "$(dirname "$0")/.."\ngrep -q "^Version: $1$" reed.pc || { echo "version-check: reed.pc says $(grep ^Version reed.pc), CMake says $1" >&2; exit 1; }\n',
  'reed.pc': 'Name: reed\nDescription: A reed\nVersion: 2.4.0\nLibs: -lreed\n',
  'README.md': '# reed\n\nA library in C.\n',
  '.gitignore': 'build/\n',
};

export const script: WorkflowScript = {
  name: 'cmake-soname',
  workflow: 'Raise the version of reed',
  files,
  performances: [
    {
      recorder: 'p-swan',
      startedAt: '2026-09-12T09:00:00.000Z',
      acts: [
        replace('CMakeLists.txt', 'REED_VERSION 2.4.0', 'REED_VERSION 2.5.0'),
        run('ctest --test-dir build --output-on-failure'),
        run('cmake -S . -B build'),
        run('ctest --test-dir build --output-on-failure'),
        run('cmake --build build'),
        run('ctest --test-dir build --output-on-failure'),
        replace('reed.pc', 'Version: 2.4.0', 'Version: 2.5.0'),
        run('ctest --test-dir build --output-on-failure'),
        run('git commit -qam "reed 2.5.0" && git tag v2.5.0'),
      ],
    },
    {
      recorder: 'p-duck',
      startedAt: '2026-09-13T09:00:00.000Z',
      acts: [
        replace('CMakeLists.txt', 'REED_VERSION 2.4.0', 'REED_VERSION 2.4.1'),
        replace('reed.pc', 'Version: 2.4.0', 'Version: 2.4.1'),
        run('cmake -S . -B build -G Ninja'),
        run('cmake --build build'),
        run('ctest --test-dir build --output-on-failure'),
        run('DESTDIR=/tmp/reed-stage cmake --install build'),
        say('SOVERSION only changes when something is taken out of the interface'),
        run('git commit -qam "reed 2.4.1" && git tag v2.4.1'),
      ],
    },
  ],
  facts: {
    must: [
      ['ctest', 'reed.pc', 'version-check|says'],
      ['ctest', 'cmake --build build'],
      ['<version>', 'reed.pc', 'CMakeLists.txt'],
      ['reed <version>'],
      ['v<version>'],
      ['SOVERSION only changes when'],
      ['ctest', 'commit'],
    ],
    mustNot: ['2\\.[45]\\.[01]', 'flaky'],
    gaps: [{ code: 'unexplained-step', subject: 'cmake|ctest|reed' }],
  },
};
