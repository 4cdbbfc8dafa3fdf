# SPDX-License-Identifier: Apache-2.0
# Include views: each target publishes one directory that holds nothing but a link to its own
# folder, so what a file may include is exactly what its target links.

# qc_library(NAME FOLDER <path below src> SOURCES ... [LINK ...] [PRIVATE_LINK ...] [NO_PCH])
function(qc_library name)
    cmake_parse_arguments(arg "NO_PCH" "FOLDER" "SOURCES;LINK;PRIVATE_LINK" ${ARGN})
    set(view ${CMAKE_BINARY_DIR}/include/${name})
    get_filename_component(parent ${arg_FOLDER} DIRECTORY)
    # Modules are included as "quests/domain/quest.hpp", not "modules/quests/...".
    string(REGEX REPLACE "^modules/?" "" visible "${arg_FOLDER}")
    get_filename_component(visible_parent "${view}/${visible}" DIRECTORY)
    file(MAKE_DIRECTORY ${visible_parent})
    file(CREATE_LINK ${CMAKE_SOURCE_DIR}/src/${arg_FOLDER} ${view}/${visible} SYMBOLIC)
    if(arg_SOURCES)
        list(TRANSFORM arg_SOURCES PREPEND ${CMAKE_SOURCE_DIR}/src/${arg_FOLDER}/)
        add_library(${name} STATIC ${arg_SOURCES})
        target_include_directories(${name} PUBLIC ${view})
        target_link_libraries(${name} PUBLIC ${arg_LINK} PRIVATE qc_warnings ${arg_PRIVATE_LINK})
        if(QC_PCH AND NOT arg_NO_PCH AND TARGET qc_pch)
            target_link_libraries(${name} PRIVATE qc_boost)
            target_precompile_headers(${name} REUSE_FROM qc_pch)
        endif()
    else()
        add_library(${name} INTERFACE)
        target_include_directories(${name} INTERFACE ${view})
        target_link_libraries(${name} INTERFACE ${arg_LINK})
    endif()
endfunction()

# qc_facade(NAME MODULE <module> [LINK ...]): publishes only <module>/<module>.hpp of a module.
function(qc_facade name)
    cmake_parse_arguments(arg "" "MODULE" "LINK" ${ARGN})
    set(view ${CMAKE_BINARY_DIR}/include/${name}/${arg_MODULE})
    file(MAKE_DIRECTORY ${view})
    file(CREATE_LINK ${CMAKE_SOURCE_DIR}/src/modules/${arg_MODULE}/${arg_MODULE}.hpp
        ${view}/${arg_MODULE}.hpp SYMBOLIC)
    add_library(${name} INTERFACE)
    target_include_directories(${name} INTERFACE ${CMAKE_BINARY_DIR}/include/${name})
    target_link_libraries(${name} INTERFACE qc_core ${arg_LINK})
endfunction()

# qc_module(NAME [USES other modules...]): declares a module. A module that is not declared yet
# stops the configuration, so the order in src/modules/CMakeLists.txt is the dependency order.
function(qc_module name)
    cmake_parse_arguments(arg "" "" "USES" ${ARGN})
    foreach(used IN LISTS arg_USES)
        get_property(known GLOBAL PROPERTY QC_MODULE_${used})
        if(NOT known)
            message(FATAL_ERROR
                "module '${name}' uses '${used}', which is not declared before it: "
                "modules form an acyclic order (src/modules/CMakeLists.txt)")
        endif()
    endforeach()
    set_property(GLOBAL PROPERTY QC_MODULE_${name} TRUE)
    if(EXISTS ${CMAKE_SOURCE_DIR}/src/modules/${name}/${name}.hpp)
        qc_facade(qc_${name}_facade MODULE ${name})
    endif()
    add_subdirectory(${CMAKE_SOURCE_DIR}/src/modules/${name}
        ${CMAKE_BINARY_DIR}/src/modules/${name})
endfunction()

# qc_test(NAME SOURCES ... LINK ... [LABELS ...]): one gtest binary in bin/, known to ctest.
function(qc_test name)
    cmake_parse_arguments(arg "NO_PCH" "" "SOURCES;LINK;LABELS" ${ARGN})
    add_executable(${name} ${arg_SOURCES})
    target_link_libraries(${name} PRIVATE qc_warnings ${arg_LINK} GTest::gtest_main)
    target_compile_definitions(${name} PRIVATE QC_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
    if(QC_PCH AND NOT arg_NO_PCH AND TARGET qc_pch)
        target_link_libraries(${name} PRIVATE qc_boost)
        target_precompile_headers(${name} REUSE_FROM qc_pch)
    endif()
    add_test(NAME ${name} COMMAND ${name} WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
    # Unit tests need no server; the g++ leg builds and runs just these.
    if(NOT arg_LABELS)
        set(arg_LABELS unit)
        if("qc_test_support" IN_LIST arg_LINK OR "qc_api_support" IN_LIST arg_LINK)
            set(arg_LABELS integration)
        endif()
    endif()
    set_tests_properties(${name} PROPERTIES LABELS "${arg_LABELS}")
    set_property(GLOBAL APPEND PROPERTY QC_TESTS ${name})
endfunction()

# qc_fuzzer(NAME SOURCES ... LINK ...): one libFuzzer binary in bin/, in the preset fuzz only.
function(qc_fuzzer name)
    if(NOT QC_FUZZ)
        return()
    endif()
    cmake_parse_arguments(arg "" "" "SOURCES;LINK" ${ARGN})
    add_executable(${name} ${arg_SOURCES})
    target_link_libraries(${name} PRIVATE qc_warnings ${arg_LINK})
    target_link_options(${name} PRIVATE -fsanitize=fuzzer)
    set_property(GLOBAL APPEND PROPERTY QC_FUZZERS ${name})
endfunction()
