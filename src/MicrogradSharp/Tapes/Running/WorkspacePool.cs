using MicrogradSharp.Tapes.Program;

namespace MicrogradSharp.Tapes.Running;

/// <summary>Workspaces that no pass uses at the moment: a pass takes one and gives it back, and allocates only when none is there.</summary>
internal sealed class WorkspacePool(TapeProgram program)
{
    private readonly Lock _gate = new();
    private readonly Stack<Workspace> _free = [];

    public Workspace Take()
    {
        lock (_gate)
        {
            if (_free.TryPop(out var workspace)) return workspace;
        }
        return new Workspace(program);
    }

    public void Return(Workspace workspace)
    {
        lock (_gate) _free.Push(workspace);
    }
}
