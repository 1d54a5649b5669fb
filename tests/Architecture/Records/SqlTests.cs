using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Phusa.Tests.Architecture.Tree;

namespace Phusa.Tests.Architecture.Records;

/// <summary>
/// A module's SQL touches the tables of its own schema only, and is a constant: values are parameters. What is put
/// together at run time is SQL for DuckDB, over relations that are no tables of the records.
/// </summary>
public sealed partial class SqlTests
{
    /// <summary>Made by the migrator itself, before any schema file can run.</summary>
    private static readonly Dictionary<string, string> MadeInCode = new() { ["kernel_migration"] = "Kernel" };

    [Fact]
    public void Sql_touches_its_own_tables_and_is_constant() =>
        Verdict.Expect(Offences(Repository.Code, Tables(Repository.Files("src", ".sql"))));

    [Fact]
    public void A_table_carries_the_name_of_its_module() => Assert.All(Tables(Repository.Files("src", ".sql")), table =>
        Assert.StartsWith(table.Value + "_", table.Key, StringComparison.OrdinalIgnoreCase));

    [Fact]
    public void A_table_of_another_module_is_found() => Assert.Equal(
        ["src/Intake/A.cs: intake reads catalog_dataset"],
        Offences([new("src/Intake/A.cs", "class A { string S = \"select id from intake_load l join catalog_dataset d on true\"; }")],
            new() { ["catalog_dataset"] = "Catalog", ["intake_load"] = "Intake" }));

    [Fact]
    public void A_value_in_the_text_is_found() => Assert.Equal(
        ["src/Intake/A.cs: {name} in SQL over intake_load"],
        Offences([new("src/Intake/A.cs",
                "class A { const string Columns = \"id\"; string S(string name) => $\"select {Columns} from intake_load where name = '{name}'\"; }")],
            new() { ["intake_load"] = "Intake" }));

    [Fact]
    public void A_name_without_table_is_no_business_of_this_rule() => Assert.Empty(
        Offences([new("src/Intake/A.cs", "class A { string S = \"select * from duckdb_tables\"; }")], new() { ["intake_load"] = "Intake" }));

    [Fact]
    public void No_files_and_no_tables_are_refused()
    {
        Assert.Throws<EmptySubjectException>(() => Offences([], new() { ["intake_load"] = "Intake" }));
        Assert.Throws<EmptySubjectException>(() => Tables([]));
    }

    /// <summary>Module by table.</summary>
    private static Dictionary<string, string> Tables(IReadOnlyList<SourceFile> schemas)
    {
        var found = Verdict.On(schemas, schema =>
            Created().Matches(schema.Text).Select(match => $"{match.Groups[1].Value} {schema.Module}"));
        return found.Select(line => line.Split(' ')).ToDictionary(parts => parts[0], parts => parts[1])
            .Concat(MadeInCode).ToDictionary();
    }

    private static IReadOnlyList<string> Offences(IReadOnlyList<SourceFile> files, Dictionary<string, string> tables)
    {
        var shared = files.GroupBy(file => file.Module).ToDictionary(module => module.Key, module => module
            .SelectMany(Constants).Select(constant => $"{constant.Type}.{constant.Name}").ToList());
        return Verdict.On(files, file =>
        {
            var constants = Constants(file).Select(constant => constant.Name).Concat(shared[file.Module]).ToHashSet();
            return file.Syntax.DescendantNodes()
                .Where(node => node is InterpolatedStringExpressionSyntax || node.IsKind(SyntaxKind.StringLiteralExpression))
                .SelectMany(node => OfText(file, (ExpressionSyntax)node, tables, constants));
        });
    }

    private static IEnumerable<(string Type, string Name)> Constants(SourceFile file) =>
        file.Syntax.DescendantNodes().OfType<FieldDeclarationSyntax>()
            .Where(field => field.Modifiers.Any(SyntaxKind.ConstKeyword))
            .SelectMany(field => field.Declaration.Variables.Select(variable =>
                ((field.Parent as TypeDeclarationSyntax)?.Identifier.Text ?? "", variable.Identifier.Text)));

    private static IEnumerable<string> OfText(
        SourceFile file, ExpressionSyntax text, Dictionary<string, string> tables, HashSet<string> constants)
    {
        var named = Used().Matches(text.ToString()).Select(match => match.Groups[1].Value.ToLowerInvariant())
            .Where(tables.ContainsKey).Distinct().ToList();
        foreach (var table in named.Where(table => tables[table] != file.Module))
        {
            yield return $"{file.Path}: {file.Module.ToLowerInvariant()} reads {table}";
        }
        if (named.Count > 0 && text is InterpolatedStringExpressionSyntax interpolated)
        {
            foreach (var hole in interpolated.Contents.OfType<InterpolationSyntax>())
            {
                if (!IsConstant(hole.Expression, constants))
                {
                    yield return $"{file.Path}: {{{hole.Expression}}} in SQL over {named[0]}";
                }
            }
        }
    }

    /// <summary>A constant of the file or, with its type, of the module; or a piece of the engine's dialect.</summary>
    private static bool IsConstant(ExpressionSyntax hole, HashSet<string> constants) => hole switch
    {
        IdentifierNameSyntax or MemberAccessExpressionSyntax => constants.Contains(hole.ToString()),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax called } =>
            called.Expression.ToString().EndsWith("Dialect", StringComparison.Ordinal),
        _ => false,
    };

    [GeneratedRegex(@"create table (?:if not exists )?(\w+)", RegexOptions.IgnoreCase)]
    private static partial Regex Created();

    [GeneratedRegex(@"\b(?:from|join|into|update)\s+([a-z]+_[a-z_]+)", RegexOptions.IgnoreCase)]
    private static partial Regex Used();
}
