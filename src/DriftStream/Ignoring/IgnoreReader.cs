using DriftStream.Configuration;
using DriftStream.Core.Catalog;
using DriftStream.Core.Judging.Ignoring;
using DriftStream.Core.Terraform;

namespace DriftStream.Ignoring;

/// <summary>Reads all sources of ignore rules. What could be read once and is broken now keeps the rules that it had.</summary>
internal sealed class IgnoreReader(IgnoreSources sources, TimeProvider clock)
{
    private readonly Dictionary<string, IReadOnlyList<IgnoreRule>> _lastGood = [];
    private readonly Dictionary<string, CodeFile> _lastGoodCode = [];
    private IReadOnlyList<string> _folders = [];

    /// <summary>Reads everything.</summary>
    public IgnoreLoad Read()
    {
        var (mistakes, problems, folders) = (new List<string>(), new List<string>(), new List<string>());
        var code = new CodeReader(_lastGoodCode, folders.Add, problems.Add);
        var load = new IgnoreLoad(
            ReadFile(mistakes, problems),
            [.. sources.DriftIgnores.SelectMany(lines => ReadLines(lines, problems))],
            [.. sources.Code.SelectMany(code.Read)]);
        _folders = [.. folders.Distinct()];
        return load with { Mistakes = mistakes, Problems = [.. mistakes.Select(m => $"{m} The rules from before stay in force."), .. problems] };
    }

    /// <summary>A mark of every file that was read or looked for: another list means that something was written.</summary>
    public IReadOnlyList<string> Written() =>
    [
        .. sources.DriftIgnores.Select(l => l.Path).Prepend(sources.File ?? "").Where(p => p.Length > 0).Select(FileMark.Of),
        .. _folders.SelectMany(folder => CodeReader.Files(folder) is { } files ? files.Select(FileMark.Of) : [folder]),
    ];

    private IReadOnlyList<IgnoreRule> ReadFile(List<string> mistakes, List<string> problems)
    {
        if (sources.File is not { } path)
        {
            return [];
        }

        var shown = sources.Shown(path);
        if (!File.Exists(path))
        {
            return sources.IsNamed ? Keep(path, $"The ignore file {shown} is not there: none of its rules would hold.", mistakes) : Good(path, []);
        }

        try
        {
            var file = IgnoreFile.Read(File.ReadAllBytes(path), shown, clock.GetUtcNow());
            problems.AddRange(file.Doubts);
            mistakes.AddRange(file.Mistakes);
            return file.Mistakes.Count == 0 ? Good(path, file.Rules) : _lastGood.GetValueOrDefault(path, []);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return Keep(path, $"The ignore file {shown} cannot be read, so none of its rules would hold: {unreadable.Message}", mistakes);
        }
    }

    private IReadOnlyList<IgnoreRule> ReadLines(RuleFile lines, List<string> problems)
    {
        try
        {
            if (!File.Exists(lines.Path))
            {
                return Good(lines.Path, []);
            }

            var (rules, wrong) = DriftIgnoreFile.Read(File.ReadAllText(lines.Path), lines.Shown, EventCatalog.Load(), lines.States);
            problems.AddRange(wrong);
            return Good(lines.Path, rules);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return Keep(lines.Path, $"{lines.Shown} cannot be read, so what it named before stays ignored: {unreadable.Message}", problems);
        }
    }

    private IReadOnlyList<IgnoreRule> Good(string path, IReadOnlyList<IgnoreRule> rules) => _lastGood[path] = rules;

    private IReadOnlyList<IgnoreRule> Keep(string path, string sentence, List<string> told)
    {
        told.Add(sentence);
        return _lastGood.GetValueOrDefault(path, []);
    }
}
