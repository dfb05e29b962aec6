using DriftStream.Core.Terraform;

namespace DriftStream.Core.Judging.Ignoring;

/// <summary>Makes rules of what the code says with <c>lifecycle { ignore_changes }</c>.</summary>
public static class LifecycleRules
{
    /// <summary>The rule of one block; null where it names no attribute that could be read.</summary>
    /// <param name="ignored">What the block says.</param>
    /// <param name="file">What to call the file.</param>
    /// <param name="module">The module that the file belongs to, <c>module.net.module.dns</c>; empty for the root.</param>
    /// <param name="states">The states that belong to the code.</param>
    public static IgnoreRule? Of(IgnoredChanges ignored, string file, string module, Globs states) => !ignored.IsAll && ignored.Paths.Count == 0
        ? null
        : new()
        {
            Name = $"{file}:{ignored.Line} ignore_changes",
            Address = new(InstanceAddress.Of(module, ignored.Type, ignored.Name, key: "")),
            State = states,
            Attributes = ignored.IsAll ? [AttributePattern.All] : [.. ignored.Paths.Select(names => AttributePattern.Literal(string.Join('.', names), names))],
            Reason = "the code leaves it alone",
        };
}
