using DriftStream.Core.Judging;
using DriftStream.Core.Judging.Ignoring;

namespace DriftStream.Configuration;

/// <summary>Reads <c>States</c>, <c>Runners</c>, <c>Accounts</c>, <c>SwitchedOffRules</c>, <c>Severities</c>, <c>IgnoreFile</c> and <c>TeamMembers</c>, and notes everything about them that cannot be meant.</summary>
internal sealed class CoreSettingsReader(IConfiguration configured, List<string> mistakes)
{
    public CoreSettings Read() => new()
    {
        States = ReadStates(),
        Runners = ReadPatterns(configured.GetSection("Runners")),
        Accounts = ReadAccounts(),
        SwitchedOffRules = ReadRules(),
        Severities = new SeverityEntries(configured, mistakes).Read(),
        IgnoreFile = configured["IgnoreFile"] is { Length: > 0 } file ? file : null,
        Teams = ReadTeams(),
    };

    private List<StateEntry> ReadStates()
    {
        var states = new List<StateEntry>();
        foreach (var section in configured.GetSection("States").GetChildren())
        {
            var state = section.Value is { Length: > 0 } text ? StateEntry.Parse(text) : EntryOf(section);
            state.Runners = ReadPatterns(section.GetSection("Runners"));
            state.TakePassword();
            Check(section, state);
            states.Add(state);
        }

        foreach (var twice in states.Where(s => s.Name is not null).GroupBy(s => s.Name).Where(g => g.Count() > 1))
        {
            mistakes.Add($"States has the name '{twice.Key}' {twice.Count()} times: findings of these states could not be told apart. Give each its own name.");
        }

        // Rules in code hold for its own states, which only a name tells from the others.
        foreach (var nameless in states.Count > 1 ? states.Where(s => s is { Code: not null, Name: null }) : [])
        {
            mistakes.Add($"States has Code '{nameless.Code}' without a Name: what that code ignores would be ignored in every other state, too. Give the state a Name.");
        }

        return states;
    }

    private static StateEntry EntryOf(IConfigurationSection section)
    {
        try
        {
            return section.Get<StateEntry>() ?? new();
        }
        catch (InvalidOperationException)
        {
            // A value of the wrong kind: told already by its key.
            return new() { Url = section[nameof(StateEntry.Url)] ?? "" };
        }
    }

    private void Check(IConfigurationSection section, StateEntry state)
    {
        if (string.IsNullOrWhiteSpace(state.Url))
        {
            mistakes.Add($"{section.Path}:Url is missing: there is nothing to read a state from. Give a file, a folder or an address such as s3://bucket/key.");
        }

        if (state.Account is { } account && !AccountName.IsId(account))
        {
            mistakes.Add($"{section.Path}:Account is '{account}': an account id has 12 digits, so no event would match this state. Put it into quotes if it begins with 0.");
        }

        if (state.RoleArn is { } role && !role.StartsWith("arn:", StringComparison.Ordinal))
        {
            mistakes.Add($"{section.Path}:RoleArn is '{role}': it is no ARN, so AWS would refuse to hand out the role and the state could not be read.");
        }

        if (state is { ExternalId: not null, RoleArn: null })
        {
            mistakes.Add($"{section.Path}:ExternalId is set without RoleArn: it is only sent when a role is taken, so it would have no effect.");
        }

        CheckBucket(section, state);
        CheckServer(section, state);
        CheckToken(section, state);
    }

    private void CheckServer(IConfigurationSection section, StateEntry state)
    {
        var isServer = Uri.TryCreate(state.Url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https";
        var isDatabase = address?.Scheme is "postgres" or "postgresql";
        if (state.Password is not null && !isServer && !isDatabase)
        {
            mistakes.Add($"{section.Path}:Password is set, but Url names neither a server (https://) nor a database (postgres://), so nobody would ask for it. Remove it; what opens a state that OpenTofu encrypted is its Passphrase.");
        }

        if (state.Username is { } user && !isServer)
        {
            mistakes.Add($"{section.Path}:Username is '{user}', but Url names no server (https://), so nobody would ask for it. That of a database stands in its address, as postgres://user@host/database.");
        }

        if (state.PlainHttp && address?.Scheme != Uri.UriSchemeHttp)
        {
            mistakes.Add($"{section.Path}:PlainHttp is true, but Url does not begin with http://, so it would have no effect. Remove it.");
        }
    }

    private void CheckToken(IConfigurationSection section, StateEntry state)
    {
        if (state.Token is not null && !Array.Exists(["hcp://", "tfe://", "tfe+http://"], scheme => state.Url.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)))
        {
            mistakes.Add($"{section.Path}:Token is set, but Url names no organization of HCP Terraform or Terraform Enterprise (hcp://, tfe://), so it would be sent nowhere. Remove it.");
        }
    }

    private void CheckBucket(IConfigurationSection section, StateEntry state)
    {
        var isBucket = state.Url.StartsWith("s3://", StringComparison.OrdinalIgnoreCase);
        if (state.SseCustomerKey is { } key && !(Convert.TryFromBase64String(key.Reveal(), new byte[64], out var length) && length == 32))
        {
            mistakes.Add($"{section.Path}:SseCustomerKey is not 32 bytes in base64 (its value is a secret and not shown): S3 would refuse to hand out the state. Give what Terraform's sse_customer_key has.");
        }

        if (state.WorkspaceKeyPrefix is { } prefix && (!isBucket || state.Url.EndsWith('/')))
        {
            mistakes.Add($"{section.Path}:WorkspaceKeyPrefix is '{prefix}', but Url is not the key of a state in a bucket, so it would have no effect. Give the key that the S3 backend has, as s3://bucket/key; a prefix that ends in a slash takes all workspaces below it without more.");
        }

        if (state.SseCustomerKey is not null && !isBucket)
        {
            mistakes.Add($"{section.Path}:SseCustomerKey is set, but Url names no bucket, so it would have no effect. Remove it.");
        }
    }

    private List<string> ReadPatterns(IConfigurationSection section)
    {
        var patterns = new List<string>();
        foreach (var entry in section.GetChildren())
        {
            var pattern = entry.Value ?? "";
            if (RunnerMistake(pattern) is { } harm)
            {
                mistakes.Add($"{entry.Path} is '{pattern}': {harm}");
            }

            patterns.Add(pattern);
        }

        return patterns;
    }

    /// <summary>Why a runner pattern can match nobody; null where it may match.</summary>
    public static string? RunnerMistake(string pattern) => pattern switch
    {
        _ when string.IsNullOrWhiteSpace(pattern) => "an empty pattern matches nobody, so every call of Terraform would be reported. Remove it or write an ARN.",
        _ when pattern.StartsWith("arn:", StringComparison.Ordinal) || pattern.StartsWith('*') => null,
        _ => "it begins neither with arn: nor with *, so it matches nobody and every call of Terraform would be reported. Write a role's ARN, e.g. arn:aws:iam::*:role/terraform-*.",
    };

    private TeamBook ReadTeams()
    {
        var teams = new List<KeyValuePair<string, Globs>>();
        foreach (var team in configured.GetSection("TeamMembers").GetChildren())
        {
            if (int.TryParse(team.Key, out _))
            {
                mistakes.Add($"{team.Path} belongs to a list, and teams need names: nobody would know the team. Write {{ \"TeamMembers\": {{ \"payments\": [ \"*@pay.example.com\" ] }} }}.");
                continue;
            }

            var patterns = team.Value is { Length: > 0 } one ? [one] : team.GetChildren().Select(entry => entry.Value ?? "").ToList();
            if (patterns.Count == 0 || patterns.Any(string.IsNullOrWhiteSpace))
            {
                mistakes.Add($"{team.Path} {(patterns.Count == 0 ? "has no patterns" : "has an empty pattern")}: nobody would belong to the team by it. Write names, mail addresses or ARNs, with * for anything.");
                continue;
            }

            teams.Add(new(team.Key, new Globs(patterns)));
        }

        return new(teams);
    }

    private List<string> ReadRules()
    {
        var rules = configured.GetSection("SwitchedOffRules").GetChildren().ToList();
        foreach (var unknown in rules.Where(r => !JudgeSettings.BuiltInRules.Contains(r.Value ?? "")))
        {
            mistakes.Add($"{unknown.Path} is '{unknown.Value}': there is no built-in rule of that name, so nothing would be switched off. There is: {string.Join(", ", JudgeSettings.BuiltInRules)}.");
        }

        return [.. rules.Select(r => r.Value ?? "")];
    }

    private List<AccountName> ReadAccounts()
    {
        var accounts = new List<AccountName>();
        foreach (var entry in configured.GetSection("Accounts").GetChildren())
        {
            if (!AccountName.TryParse(entry.Value ?? "", out var account))
            {
                mistakes.Add($"{entry.Path} is '{entry.Value}': it must be 12 digits or name=12 digits, else the events of that account would be left out. Put ids that begin with 0 into quotes.");
            }
            else if (accounts.Any(a => a.Id == account.Id))
            {
                mistakes.Add($"{entry.Path} is '{entry.Value}': account {account.Id} is listed before, so one of its names would never be shown.");
            }
            else
            {
                accounts.Add(account);
            }
        }

        return accounts;
    }
}
