using DriftStream.Core.Judging.Ignoring;
using DriftStream.Core.Terraform;

namespace DriftStream.Ignoring;

/// <summary>Reads the <c>ignore_changes</c> of a folder with Terraform code and of the modules beside it.</summary>
/// <param name="lastGood">The files as they could last be read, by path; kept up to date.</param>
/// <param name="seen">Told every folder that is read.</param>
/// <param name="problem">Told what is wrong.</param>
internal sealed class CodeReader(Dictionary<string, CodeFile> lastGood, Action<string> seen, Action<string> problem)
{
    private const int MostModules = 2_000;
    private const int Deepest = 30;
    private static readonly string[] Endings = [".tf", ".tf.json", ".tofu", ".tofu.json"];
    private readonly Dictionary<string, Module> _modules = [];
    private int _calls;

    /// <summary>The rules of a folder with code.</summary>
    public IReadOnlyList<IgnoreRule> Read(RuleFile source)
    {
        _calls = 0;
        if (Files(source.Path) is null)
        {
            seen(source.Path);
            problem($"Code '{source.Shown}': there is no such folder, or it cannot be read, so what its code ignores is not ignored.");
            return [];
        }

        var rules = Rules(source, source.Path, "", [RealFolder.Of(source.Path)]).ToList();
        if (_calls > MostModules)
        {
            problem($"Code '{source.Shown}' calls more than {MostModules} modules; what those beyond ignore is not ignored.");
        }

        return rules;
    }

    /// <summary>The files with code in a folder, in the order that later ones count in: overrides last. Null where it cannot be listed.</summary>
    public static IReadOnlyList<string>? Files(string folder)
    {
        try
        {
            return [.. Directory.EnumerateFiles(folder).Where(f => Endings.Any(e => f.EndsWith(e, StringComparison.Ordinal))).OrderBy(IsOverride).ThenBy(f => f, StringComparer.Ordinal)];
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private IEnumerable<IgnoreRule> Rules(RuleFile source, string folder, string address, List<string> callers)
    {
        var module = ModuleIn(source, folder);
        foreach (var (file, ignored) in module.Ignored)
        {
            if (LifecycleRules.Of(ignored, Shown(source.Path, file), address, source.States) is { } rule)
            {
                yield return rule;
            }
        }

        foreach (var call in module.Calls)
        {
            var called = Path.TrimEndingDirectorySeparator(Path.GetFullPath(call.Source, folder));
            var real = RealFolder.Of(called);
            if (callers.Count < Deepest && !callers.Contains(real) && Files(called) is not null && ++_calls <= MostModules)
            {
                foreach (var rule in Rules(source, called, address.Length == 0 ? $"module.{call.Name}" : $"{address}.module.{call.Name}", [.. callers, real]))
                {
                    yield return rule;
                }
            }
        }
    }

    private Module ModuleIn(RuleFile source, string folder)
    {
        var real = RealFolder.Of(folder);
        if (_modules.TryGetValue(real, out var known))
        {
            return known;
        }

        seen(folder);
        var files = (Files(folder) ?? []).Select(path => (Path: path, Code: ReadFile(path, Shown(source.Path, path)))).ToList();

        // What an override says of a block replaces what was said before.
        var ignored = files.SelectMany(f => f.Code.Ignored.Select(i => (f.Path, Ignored: i))).GroupBy(f => (f.Ignored.Type, f.Ignored.Name)).Select(g => g.Last());
        var calls = files.SelectMany(f => f.Code.Modules).GroupBy(m => m.Name).Select(g => g.Last()).Where(m => m.IsLocal);
        return _modules[real] = new([.. ignored], [.. calls]);
    }

    private CodeFile ReadFile(string path, string shown)
    {
        var (code, wrong) = TryRead(path);
        if (code is { Problem: null })
        {
            return lastGood[path] = code;
        }

        var isKnown = lastGood.TryGetValue(path, out var before);
        problem($"{shown}: {wrong ?? code!.Problem}, so {(isKnown ? "what it ignored before stays ignored" : "what it ignores is not ignored")}.");
        return before ?? new([], [], null);
    }

    private static (CodeFile? Code, string? Wrong) TryRead(string path)
    {
        try
        {
            return (CodeFile.Read(path, File.ReadAllText(path)), null);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return (null, $"it cannot be read ({unreadable.Message.TrimEnd('.')})");
        }
    }

    private static string Shown(string root, string path) => Path.GetRelativePath(root, path).Replace('\\', '/');

    private static bool IsOverride(string path)
    {
        var name = Path.GetFileName(path).Split('.')[0];
        return name == "override" || name.EndsWith("_override", StringComparison.Ordinal);
    }

    private sealed record Module(IReadOnlyList<(string File, IgnoredChanges Ignored)> Ignored, IReadOnlyList<ModuleCall> Calls);
}
