# SPDX-License-Identifier: Apache-2.0
# One interface target that every target of ours links: warnings are errors.
add_library(qc_warnings INTERFACE)
target_compile_options(qc_warnings INTERFACE
    -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror
    $<$<CXX_COMPILER_ID:Clang>:-fcolor-diagnostics>
    # GCC 12 reports maybe-uninitialized inside coroutine frames that it made itself.
    $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
if(QC_SANITIZE)
    add_compile_options(-fsanitize=${QC_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
    add_link_options(-fsanitize=${QC_SANITIZE})
endif()
if(QC_COVERAGE)
    add_compile_options(-fprofile-instr-generate -fcoverage-mapping)
    add_link_options(-fprofile-instr-generate)
endif()
if(QC_FUZZ)
    add_compile_options(-fsanitize=fuzzer-no-link)
endif()
