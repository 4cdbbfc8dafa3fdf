# SPDX-License-Identifier: Apache-2.0
# qc_sql(TARGET <path below src>/<name>.sql): statements of a module become constants.
find_package(Python3 REQUIRED COMPONENTS Interpreter)
# What checkers need on disk before they can read the sources.
add_custom_target(qc_generated)
function(qc_sql target file)
    get_filename_component(name ${file} NAME_WE)
    set(view ${CMAKE_BINARY_DIR}/generated/${target})
    set(header ${view}/sql/${name}.hpp)
    add_custom_command(
        OUTPUT ${header}
        COMMAND ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/tools/sqlgen.py
            ${CMAKE_SOURCE_DIR}/src/${file} ${header}
        DEPENDS ${CMAKE_SOURCE_DIR}/src/${file} ${CMAKE_SOURCE_DIR}/tools/sqlgen.py
            ${CMAKE_SOURCE_DIR}/tools/table_owners.txt
        COMMENT "Statements of ${name}" VERBATIM)
    add_custom_target(${target}_${name}_sql DEPENDS ${header})
    add_dependencies(qc_generated ${target}_${name}_sql)
    target_sources(${target} PRIVATE ${header})
    target_include_directories(${target} PUBLIC ${view})
    # tests/contract prepares the statements of all of them.
    set_property(GLOBAL APPEND PROPERTY QC_SQL_FILES ${file})
    set_property(GLOBAL APPEND PROPERTY QC_SQL_TARGETS ${target})
endfunction()
