using DriftStream.Core.CloudTrail;

namespace DriftStream.Core.Judging.Severities;

/// <summary>A pattern for attributes: <c>aws_lb.internal</c> of one type, <c>*.internal</c> of any. <c>*</c> stands for anything.</summary>
internal sealed class NamePattern
{
    private readonly bool _namesType;
    private readonly bool _isSuffix;
    private readonly bool _isPart;
    private readonly string _core;

    public NamePattern(string text)
    {
        Text = text;
        _core = text.Trim('*');
        _namesType = text.StartsWith("aws_", StringComparison.Ordinal);
        var isPlain = !_core.Contains('*', StringComparison.Ordinal) && text.StartsWith('*');
        _isPart = isPlain && text.EndsWith('*');
        _isSuffix = isPlain && !_isPart;
    }

    /// <summary>The pattern as written.</summary>
    public string Text { get; }

    /// <summary>Whether it means an attribute. Nearly all patterns are an end or a part of a name, and those are many for each change.</summary>
    public bool Fits(AttributeName attribute)
    {
        var name = _namesType ? attribute.Whole : attribute.DottedPath;
        return _isSuffix ? name.EndsWith(_core, StringComparison.Ordinal)
            : _isPart ? name.Contains(_core, StringComparison.Ordinal)
            : PrincipalPattern.Matches(Text, name);
    }
}
