namespace DriftStream.Core.Judging.Effects;

/// <summary>What the verb of an operation says about its effect. The catalogue's effect says when the provider calls it, not what it does.</summary>
internal static class Verbs
{
    private static readonly string[] Creating =
    [
        "Create", "Run", "Allocate", "Register", "Request", "Import", "Copy", "Restore", "Clone", "Launch", "Provision", "Purchase",
        "Add", "Attach", "Associate", "Authorize", "Grant", "Subscribe", "Issue", "Upload", "Publish", "Accept", "Allow", "Share",
    ];

    private const string Admin = "Admin";

    private static readonly string[] Adding = ["Add", "Attach", "Associate", "Authorize", "Register", "Grant", "Subscribe", "Allow", "Suspend", "Assign"];
    private static readonly string[] Removing = ["Remove", "Detach", "Disassociate", "Revoke", "Deregister", "Unsubscribe", "Delete", "Disallow", "Untag", "Release", "Resume", "Unassign"];
    private static readonly string[] Putting = ["Put", "Set", "Replace"];
    private static readonly string[] TakingOff = ["Delete", "Detach", "Disassociate", "Dissociate"];
    private static readonly string[] Overwriting = ["Put", "Modify", "Set", "Update"];
    private static readonly string[] SwitchingOn = ["Enable", "Start"];
    private static readonly string[] SwitchingOff = ["Disable", "Stop"];
    private static readonly string[] Acting = ["Reboot", "Invoke", "Send", "Test", "ProvisionPermissionSet"];
    private static readonly string[] Passing = ["Reboot", "Invoke", "Send", "Publish", "Test", "Validate", "Rotate", "Flush", "Failover", "Sync", "Poll", "Generate", "Batch", "Complete", "Cancel", "Resend", "Retry", "Execute", "Start"];

    /// <summary>The operation brings something new into being.</summary>
    public static bool Creates(string operation) => StartsWithAny(operation, Creating);

    /// <summary>The operation takes the place of what is there, or makes it.</summary>
    public static bool Overwrites(string operation) => StartsWithAny(operation, Overwriting);

    /// <summary>The operation adds to what is there.</summary>
    public static bool Adds(string operation) => StartsWithAny(operation, Adding);

    /// <summary>The operation takes away from what is there.</summary>
    public static bool Removes(string operation) => StartsWithAny(operation, Removing);

    /// <summary>The operation makes a setting, whether there was one or not.</summary>
    public static bool Puts(string operation) => StartsWithAny(operation, Putting);

    /// <summary>The operation ends a setting as a whole.</summary>
    public static bool TakesOff(string operation) => StartsWithAny(operation, TakingOff);

    /// <summary>true for Enable and Start, false for Disable and Stop, null for the rest.</summary>
    public static bool? Switches(string operation) =>
        StartsWithAny(operation, SwitchingOn) ? true : StartsWithAny(operation, SwitchingOff) ? false : null;

    /// <summary>Whatever the catalogue infers, the operation leaves no setting behind.</summary>
    public static bool OnlyActs(string operation) => StartsWithAny(operation, Acting);

    /// <summary>The operation makes something happen once and leaves no setting behind.</summary>
    public static bool Passes(string operation) => StartsWithAny(operation, Passing);

    // "Add" must not take "Address", so a capital letter or the end has to follow.
    private static bool StartsWithAny(string operation, string[] verbs)
    {
        // AdminCreateUser of Cognito
        operation = operation.StartsWith(Admin, StringComparison.Ordinal) ? operation[Admin.Length..] : operation;
        foreach (var verb in verbs)
        {
            if (operation.StartsWith(verb, StringComparison.OrdinalIgnoreCase) && (operation.Length == verb.Length || char.IsUpper(operation[verb.Length])))
            {
                return true;
            }
        }

        return false;
    }
}
