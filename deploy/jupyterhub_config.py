"""The same notebooks on a JupyterHub: a server of their own for each person who logs in.

Start it where the repository lies, in the environment that has the kit and jupyterhub:
    jupyterhub --config deploy/jupyterhub_config.py
It also needs configurable-http-proxy: npm install -g configurable-http-proxy.

Here a person has a whole Jupyter server (some 150 MB) instead of a kernel (some 25 MB), keeps
answers in the browser and in the own file, and can run code: for courses and for trying out. For a
workshop use kit serve.
"""

import os
from pathlib import Path

c = get_config()  # noqa: F821 - JupyterHub puts it here
folder = Path(os.environ.get("KIT_FOLDER", Path(__file__).resolve().parents[1]))
state = Path(os.environ.get("KIT_HUB_STATE", folder / "data" / "hub"))
state.mkdir(parents=True, exist_ok=True, mode=0o700)

c.JupyterHub.bind_url = os.environ.get("KIT_HUB_URL", "http://127.0.0.1:8000/")
c.JupyterHub.hub_port = int(os.environ.get("KIT_HUB_PORT", "8081"))
c.JupyterHub.db_url = f"sqlite:///{state / 'hub.sqlite'}"
c.JupyterHub.cookie_secret_file = str(state / "cookie_secret")
c.ConfigurableHTTPProxy.pid_file = str(state / "proxy.pid")
# Nobody's name or address in the log.
c.JupyterHub.log_level = "ERROR"
c.ConfigurableHTTPProxy.log_level = "error"

# Everybody's server runs as the user who starts the hub, in a folder of its own that is deleted
# with the server. For accounts of the computer: LocalProcessSpawner and PAMAuthenticator.
c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = str(state / "people" / "{username}")
c.Spawner.args = [f"--ServerApp.root_dir={folder}", "--ServerApp.log_level=ERROR"]
c.Spawner.default_url = "/voila/render/notebooks/index.ipynb"
c.Spawner.environment = {"JUPYTER_CONFIG_PATH": str(folder)}  # voila.json lies there
c.Spawner.env_keep = ["PATH", "PYTHONPATH", "LANG", "LC_ALL", "JUPYTER_PATH"]
c.Spawner.start_timeout = c.Spawner.http_timeout = 120

# FOR TRYING ONLY: any name gets in with this password. Put your own way to log in here, for
# example oauthenticator with the municipality's accounts, before anybody else can reach it.
c.JupyterHub.authenticator_class = "shared-password"
c.Authenticator.allow_all = True
c.SharedPasswordAuthenticator.user_password = os.environ["KIT_HUB_PASSWORD"]  # 8 characters or more

# An idle person's server would stay for ever; this ends it after half an hour.
c.Spawner.args += [
    "--ServerApp.shutdown_no_activity_timeout=1800",
    "--MappingKernelManager.cull_idle_timeout=1200",
]
