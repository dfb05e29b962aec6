using System.Text.RegularExpressions;

namespace DriftStream.Core.CloudTrail;

/// <summary>What kind of thing a session was named after.</summary>
internal enum SessionNameKind
{
    /// <summary>There is no name.</summary>
    Absent,

    /// <summary>An SDK or a template made it up; it says nothing.</summary>
    Meaningless,

    /// <summary>An EC2 instance or a node managed by SSM.</summary>
    Instance,

    /// <summary>A job, a function, a service.</summary>
    Machine,

    /// <summary>An e-mail address.</summary>
    Email,

    /// <summary>Letters as in a person's name.</summary>
    PersonLike,

    /// <summary>Could be anything: a desk that several people share, a nickname, a program.</summary>
    Unclear,
}

/// <summary>Tells from a role session's name who chose it. Whoever assumes a role may choose freely, so this is never proof.</summary>
internal static partial class SessionName
{
    private static readonly HashSet<string> MachineWords = new(StringComparer.Ordinal)
    {
        "action", "actions", "agent", "ansible", "apply", "argo", "argocd", "atlantis", "automation", "autoscaling", "aws", "backup",
        "batch", "bot", "boto3", "botocore", "build", "builder", "buildkite", "cd", "ci", "circleci", "cicd", "cloudformation", "codebuild", "codedeploy",
        "codepipeline", "config", "controller", "crawler", "cron", "crossplane", "custodian", "daemon", "deploy", "deployer",
        "deployment", "drone", "ecs", "eks", "flux", "function", "github", "gitlab", "inspector", "integration", "jenkins", "job",
        "karpenter", "kubernetes", "lambda", "monitor", "monitoring", "node", "operator", "packer", "pipeline", "pod",
        "prowler", "pulumi", "puppet", "release", "robot", "run", "runner", "scaling", "scan", "scanner", "schedule", "scheduled",
        "scheduler", "sdk", "server", "service", "session", "snapshot", "spacelift", "stackset", "stacksets", "svc", "sync", "system", "task",
        "terraform", "terragrunt", "tf", "tfc", "tofu", "worker", "workflow",
    };

    private static readonly HashSet<string> MeaninglessWords = new(StringComparer.Ordinal)
    {
        "assume", "assumed", "aws", "awscli", "boto", "boto3", "botocore", "cli", "console", "credential", "credentials", "default",
        "federated", "go", "java", "js", "my", "name", "net", "php", "python", "role", "ruby", "rust", "sdk", "session", "sts", "temp", "tmp",
        "v1", "v2", "v3",
    };

    private static readonly HashSet<string> SharedNames = new(StringComparer.Ordinal)
    {
        "admin", "administrator", "anonymous", "api", "app", "demo", "dev", "developer", "example", "guest", "ops", "prod", "root",
        "test", "tester", "user",
    };

    private const int LongNumber = 10;
    private const int LongWord = 9;
    private static readonly char[] Digits = [.. "0123456789"];

    private static readonly Remembered<SessionNameKind> Kinds = new(Find);

    /// <summary>What the name looks like.</summary>
    public static SessionNameKind KindOf(string? name) => string.IsNullOrEmpty(name) ? SessionNameKind.Absent : Kinds.Of(name);

    private static SessionNameKind Find(string name)
    {
        if (Instance().IsMatch(name))
        {
            return SessionNameKind.Instance;
        }

        if (LooksLikeEmail(name))
        {
            return SessionNameKind.Email;
        }

        string[] words = [.. Words().Matches(name).Select(m => m.Value.ToLowerInvariant())];
        return IsMostlyNumber(name) || words.All(IsMeaningless) ? SessionNameKind.Meaningless
            : words.Any(IsMachine) ? SessionNameKind.Machine
            : PersonLike().IsMatch(name) && !words.All(SharedNames.Contains) ? SessionNameKind.PersonLike
            : SessionNameKind.Unclear;
    }

    /// <summary>Whether this is an e-mail address, or at least shaped like one.</summary>
    public static bool LooksLikeEmail(string name) =>
        name.IndexOf('@', StringComparison.Ordinal) is var at && at > 0 && name.IndexOf('.', at) > at + 1;

    private static bool IsMeaningless(string word) => MeaninglessWords.Contains(word) || IsIdentifier(word);

    private static bool IsMachine(string word) =>
        MachineWords.Contains(word) || MachineWords.Contains(word.TrimEnd(Digits)) || word.Length >= LongWord && IsIdentifier(word);

    // Numbers, and hexadecimal ids: a counter, a task, part of a UUID.
    private static bool IsIdentifier(string word) =>
        word.All(char.IsAsciiDigit) || word.Length >= 4 && word.Any(char.IsAsciiDigit) && word.All(char.IsAsciiHexDigit);

    // A time in any spelling. The numbers that companies give their people are shorter.
    private static bool IsMostlyNumber(string name) => name.Count(char.IsAsciiDigit) is >= LongNumber and var digits && digits * 2 > name.Length;

    [GeneratedRegex(@"^(i|mi)-[0-9a-fA-F]{8,17}$")]
    private static partial Regex Instance();

    // Hexadecimal ids stay whole; otherwise a capital letter begins a word.
    [GeneratedRegex(@"(?<![0-9A-Za-z])[0-9a-f]{8,}(?![0-9A-Za-z])|[A-Z]+(?![a-z])[0-9]*|[A-Z]?[a-z]+[0-9]*|[0-9][0-9a-f]*")]
    private static partial Regex Words();

    [GeneratedRegex(@"^\p{L}[\p{L}'’]*([._ ]\p{L}[\p{L}'’]*){0,3}$")]
    private static partial Regex PersonLike();
}
