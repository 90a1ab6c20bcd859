using Microsoft.AspNetCore.Components;
using Playground.Addresses;

namespace Playground.Shell;

/// <summary>The page of a tab: its state is in the address.</summary>
/// <typeparam name="TState">The state.</typeparam>
public abstract class TabPage<TState> : ComponentBase
    where TState : ITabState<TState>
{
    private Fields? _shown;

    /// <summary>The state in the address.</summary>
    [Parameter]
    [EditorRequired]
    public Fields Fields { get; set; } = Fields.Empty;

    /// <summary>Called with a new state, and with whether the back button returns to the one before.</summary>
    [Parameter]
    [EditorRequired]
    public Action<Fields, bool> Remember { get; set; } = (_, _) => { };

    /// <summary>The state that is shown.</summary>
    protected TState State { get; private set; } = TState.Parse(Fields.Empty);

    protected sealed override void OnParametersSet()
    {
        if (Fields.Equals(_shown)) return;
        _shown = Fields;
        State = TState.Parse(Fields);
        OnArrived();
    }

    /// <summary>Called when the state came from outside: at the start, by the back button, by a lesson. Computes what is shown.</summary>
    protected abstract void OnArrived();

    /// <summary>Changes the state; the back button returns to the one before. For a choice or a click.</summary>
    protected void Choose(TState state) => Change(state, isNewStep: true);

    /// <summary>Changes the state without a step of the back button. For a drag, typing, or a count of steps.</summary>
    protected void Move(TState state) => Change(state, isNewStep: false);

    private void Change(TState state, bool isNewStep)
    {
        State = state;
        _shown = state.Format();
        Remember(_shown, isNewStep);
    }
}
